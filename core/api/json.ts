import { parse } from 'lossless-json';
import { type Json, numberFromText } from '#language/syntax/json';

/** JSON text → value, numbers digit for digit, `__proto__` a member like any other; undefined where it is no JSON. */
export function readJson(text: string): Json | undefined {
  try {
    // With this number reader the parser yields nothing but what Json names.
    return parse(text, null, numberFromText) as Json;
  } catch {
    // A syntax error, or nesting beyond what the stack holds: no answer of ours either way.
    return undefined;
  }
}
