/**
 * Parsed JSON whose shape nobody has checked yet.
 * @typedef {Record<string, unknown>} JsonObject
 */

/** @returns {value is JsonObject} @param {unknown} value */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The object under a name; an empty one where something else stands, so that a reader of foreign files never trips.
 * @param {unknown} parent
 * @param {string} name
 * @returns {JsonObject}
 */
export function objectAt(parent, name) {
  const value = isObject(parent) ? parent[name] : undefined;
  return isObject(value) ? value : {};
}

/**
 * @param {unknown} parent
 * @param {string} name
 * @returns {unknown[]}
 */
export function listAt(parent, name) {
  const value = isObject(parent) ? parent[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/**
 * The texts in a list; everything else in it is left out.
 * @param {unknown} parent
 * @param {string} name
 * @returns {string[]}
 */
export function textsAt(parent, name) {
  return listAt(parent, name).filter((value) => typeof value === 'string');
}
