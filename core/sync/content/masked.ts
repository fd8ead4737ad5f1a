import { type Json, type JsonObject, type Path, isJsonArray, valueAt } from '#language/syntax/json';

/** A run of characters that stand for what a server hides. Three are emphasis in some texts. */
const run = /[*•●∙⋅∗＊⁎█]{4,}/u;
const shortRun = /[*•●∙⋅∗＊⁎█]{3,}/u;
const whole = /^\s*[*•●∙⋅∗＊⁎█]{4,}\s*$/u;
const word = /^\s*(?:\[(?:redacted|masked|hidden|filtered)\]|<(?:redacted|masked|hidden|filtered)>)\s*$/iu;

/**
 * Whether a value of a property that is no secret is hidden by the server, as a whole or in part: `********`, `wss://h/****`, `asst_****`.
 * Prose is not: a prompt may have stars in it. In an array only addresses and numbers count: a list of words may have `f****` in it.
 */
export function isMaskedValue(value: Json | undefined): boolean {
  if (typeof value === 'string') return isMaskedString(value) || isMaskedAddress(value);
  return isJsonArray(value) && value.some((item) => typeof item === 'string' && isMaskedAddress(item));
}

/** Whether an answer masks the value at `path`, or an object around it. */
export function isMaskedAt(answer: JsonObject, path: Path): boolean {
  return path.some((_, depth) => isMaskedValue(valueAt(answer, path.slice(0, depth + 1))));
}

function isMaskedString(text: string): boolean {
  return whole.test(text) || word.test(text) || (!/\s/.test(text.trim()) && run.test(text));
}

/** A URL, a SIP address or a telephone number. */
function isMaskedAddress(text: string): boolean {
  return !/\s/.test(text) && shortRun.test(text) && /^(?:[a-z][a-z\d+.-]*:|\+?\d)/i.test(text);
}
