import { type Json, isJsonArray, isJsonObject } from '#language/syntax/json';

/** Whether a value is null, a string of only whitespace, or an array or object of only such values. */
export function isBlankValue(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (isJsonArray(value)) return value.every(isBlankValue);
  return isJsonObject(value) && Object.values(value).every(isBlankValue);
}
