import { parse } from 'lossless-json';
import { type Json, numberFromText } from './json';

/** Parses JSON. Numbers keep all their digits and `__proto__` is an ordinary property. Returns undefined for invalid JSON. */
export function readJson(text: string): Json | undefined {
  try {
    // With this number parser, every parsed value is a Json value.
    return parse(text, null, numberFromText) as Json;
  } catch {
    // Thrown for a syntax error, and for nesting that exceeds the stack.
    return undefined;
  }
}
