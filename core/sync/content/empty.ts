import { type Json, isJsonArray, isJsonObject } from '#language/syntax/json';

/** Whether a value contains nothing at any depth: null, a blank string, or an array or object of such values. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (isJsonArray(value)) return value.every(isEmptyValue);
  return isJsonObject(value) && Object.values(value).every(isEmptyValue);
}
