// Typical edits as sent by a language client, the same for all servers.

/**
 * @typedef {object} Edit
 * @property {number} offset
 * @property {number} length number of removed characters
 * @property {string} text inserted text
 */

/** Where the edits are: in each prompt, among nodes and words, and in a short value. */
const locations = [
  { after: '"description": "', within: 0.5 },
  { after: '"llm_model": "', within: 0 },
  { after: '"llm_system_prompt": "', within: 0.9 },
  { after: '"topic_nodes": {', within: 0.5 },
  { after: '"agent_name": "', within: 0 },
  { after: '"pronunciation_words": [', within: 0.3 },
];

/**
 * Consecutive edits: a letter is typed inside a string and removed again, at each location in turn. The text is valid before
 * and after each.
 * @param {string} text
 * @param {number} count
 * @returns {Edit[]}
 */
export function typing(text, count) {
  const places = locations.map((spot) => offsetIn(text, spot));
  return Array.from({ length: count }, (_, index) => {
    const offset = places[Math.floor(index / 2) % places.length] ?? 0;
    return index % 2 === 0 ? { offset, length: 0, text: 'x' } : { offset, length: 1, text: '' };
  });
}

/**
 * An offset inside a string of the property that starts with `after`.
 * @param {string} text
 * @param {{ after: string, within: number }} spot
 */
export function offsetIn(text, { after, within }) {
  const start = text.indexOf(after) + after.length;
  const end = Math.max(start, text.indexOf('\n  "', start));
  const target = start + Math.floor((end - start) * within);
  // Between two letters, so that it is inside a string.
  const letters = /[a-z](?=[a-z]{2})/g;
  letters.lastIndex = target;
  return (letters.exec(text)?.index ?? target) + 1;
}

/**
 * @param {string} text
 * @param {Edit} edit
 */
export function applied(text, edit) {
  return text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length);
}
