import { type Json, type JsonObject, type Path, isJsonArray, valueAt } from '#language/syntax/json';

/** A run of mask characters. Three asterisks are emphasis in some texts. */
const run = /[*•●∙⋅∗＊⁎█]{4,}/u;
const shortRun = /[*•●∙⋅∗＊⁎█]{3,}/u;
const whole = /^\s*[*•●∙⋅∗＊⁎█]{4,}\s*$/u;
const word = /^\s*(?:\[(?:redacted|masked|hidden|filtered)\]|<(?:redacted|masked|hidden|filtered)>)\s*$/iu;

/**
 * Whether the server masks a value that is not a secret, completely or partly: `********`, `wss://h/****`, `asst_****`.
 * Prose may contain asterisks, so it is not considered masked, nor are array items except URLs and phone numbers: words may contain `f****`.
 */
export function isMaskedValue(value: Json | undefined): boolean {
  if (typeof value === 'string') return isMaskedString(value) || isMaskedAddress(value);
  return isJsonArray(value) && value.some((item) => typeof item === 'string' && isMaskedAddress(item));
}

/** Whether a response masks the value at `path`, or an object that contains it. */
export function isMaskedAt(response: JsonObject, path: Path): boolean {
  return path.some((_, depth) => isMaskedValue(valueAt(response, path.slice(0, depth + 1))));
}

function isMaskedString(text: string): boolean {
  return whole.test(text) || word.test(text) || (!/\s/.test(text.trim()) && run.test(text));
}

/** A URL, a SIP URI or a phone number. */
function isMaskedAddress(text: string): boolean {
  return !/\s/.test(text) && shortRun.test(text) && /^(?:[a-z][a-z\d+.-]*:|\+?\d)/i.test(text);
}
