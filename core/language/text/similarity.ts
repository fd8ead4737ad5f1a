import { distance } from 'fastest-levenshtein';

/** Something that could have been meant. */
export interface Candidate {
  readonly text: string;
  /** What people call it in words. */
  readonly label?: string;
  /** What people type for it. */
  readonly aliases?: readonly string[];
}

/** More would be a list to read rather than an answer. */
const maxMatches = 3;
/** Shorter beginnings are shared by too many names to mean anything. */
const minPrefixLength = 4;

/**
 * What was probably meant by `typed`, best first, at most three; empty where nothing is near. `candidates` stand in the
 * order of their use, which decides where all else is equal. A sure reading (an alias, another spelling, a label) beats
 * any edit of the finger.
 */
export function closestMatches(typed: string, candidates: readonly Candidate[]): string[] {
  const others = candidates.filter(({ text }) => text !== typed);
  const lower = typed.trim().toLowerCase();
  const reading = { lower, normalized: normalized(typed), firstWord: lower.split(/[-_ ]/, 1)[0] };
  for (const isMeant of exactInterpretations) {
    const meant = others.filter((candidate) => isMeant(reading, candidate));
    if (meant.length > 0) return meant.slice(0, maxMatches).map(({ text }) => text);
  }
  return nearestByEdits(typed, others);
}

/** What was typed, made ready to be compared with many words. */
interface Typed {
  readonly lower: string;
  readonly normalized: string;
  readonly firstWord: string | undefined;
}

/** From the surest to the least sure. */
const exactInterpretations: readonly ((typed: Typed, candidate: Candidate) => boolean)[] = [
  ({ lower }, { aliases = [] }) => aliases.includes(lower),
  (typed, { text }) => typed.normalized !== '' && normalizedOnce(text) === typed.normalized,
  (typed, { aliases = [] }) => aliases.some((alias) => normalizedOnce(alias) === typed.normalized),
  (typed, { label }) => label !== undefined && normalizedOnce(label) === typed.normalized,
  ({ firstWord }, { text }) => text !== '' && firstWord === text,
];

const normalizedWords = new Map<string, string>();

/** The words to compare with are the schema's, few and always the same: each is normalized once. */
function normalizedOnce(word: string): string {
  const known = normalizedWords.get(word) ?? normalized(word);
  normalizedWords.set(word, known);
  return known;
}

/** Without case and punctuation: `assistantId`, `assistant-id` and `Assistant ID` all read `assistantid`. */
function normalized(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

interface Near {
  readonly text: string;
  readonly edits: number;
  /** With the name or one of the words that people call it. */
  readonly sharedStart: number;
}

function nearestByEdits(typed: string, candidates: readonly Candidate[]): string[] {
  const lower = typed.toLowerCase();
  return candidates
    .map((candidate) => nearness(lower, candidate))
    .filter((near) => near !== undefined)
    .sort((a, b) => a.edits - b.edits || b.sharedStart - a.sharedStart)
    .slice(0, maxMatches)
    .map(({ text }) => text);
}

function nearness(typed: string, { text, label, aliases = [] }: Candidate): Near | undefined {
  const own = editsWithin(typed, text.toLowerCase());
  // A edit in the name itself is likelier than one in what people call it.
  const called = [...aliases, ...(label === undefined ? [] : [label.toLowerCase()])];
  const inWords = called.map((word) => editsWithin(typed, word) + 0.5);
  const edits = Math.min(own, ...inWords, prefixMatch(typed, text.toLowerCase()));
  if (!Number.isFinite(edits)) return undefined;
  return { text, edits, sharedStart: Math.max(...[text, ...called].map((word) => sharedStart(typed, word))) };
}

/** How many edits lie between two words; Infinity where there are too many for their length. */
function editsWithin(typed: string, word: string): number {
  const length = Math.min(typed.length, word.length);
  const allowed = length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
  // A long text needs no measuring: too many letters are missing already.
  if (Math.abs(typed.length - word.length) > allowed) return Infinity;
  const edits = editsBetween(typed, word);
  return edits <= allowed ? edits : Infinity;
}

/** One name is the other with more behind it: counted as further away than any edit. */
function prefixMatch(typed: string, word: string): number {
  const [shorter, longer] = typed.length < word.length ? [typed, word] : [word, typed];
  return shorter.length >= minPrefixLength && longer.startsWith(shorter) ? 4 : Infinity;
}

/** Letters dropped, added, replaced, or two neighbours swapped, each one edit. Where a whole word differs, it is another one. */
function editsBetween(a: string, b: string): number {
  const start = sharedStart(a, b);
  const end = sharedEnd(a.slice(start), b.slice(start));
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0] && restB.length === 2;
  if (isSwap) return 1;
  const edits = distance(restA, restB);
  return edits > 2 && edits >= Math.max(restA.length, restB.length) ? Infinity : edits;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
