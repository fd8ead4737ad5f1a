import { distance } from 'fastest-levenshtein';

/** A possible match. */
export interface Candidate {
  readonly text: string;
  /** Its display name. */
  readonly label?: string;
  /** Alternative spellings. */
  readonly aliases?: readonly string[];
}

const maxMatches = 3;
/** Shorter prefixes are shared by too many names. */
const minPrefixLength = 4;

/**
 * The candidates that were probably intended by `typed`, best first, at most three. Exact matches with an alias, another spelling or a
 * label win over similar names. The order of `candidates` decides between equal matches.
 */
export function closestMatches(typed: string, candidates: readonly Candidate[]): string[] {
  const others = candidates.filter(({ text }) => text !== typed);
  const lower = typed.trim().toLowerCase();
  const prepared = { lower, normalized: normalizeWord(typed), firstWord: lower.split(/[-_ ]/, 1)[0] };
  for (const matches of exactInterpretations) {
    const matching = others.filter((candidate) => matches(prepared, candidate));
    if (matching.length > 0) return matching.slice(0, maxMatches).map(({ text }) => text);
  }
  return nearestByEdits(typed, others);
}

/** The typed text, prepared for comparisons. */
interface Typed {
  readonly lower: string;
  readonly normalized: string;
  readonly firstWord: string | undefined;
}

/** Most certain first. */
const exactInterpretations: readonly ((typed: Typed, candidate: Candidate) => boolean)[] = [
  ({ lower }, { aliases = [] }) => aliases.includes(lower),
  (typed, { text }) => typed.normalized !== '' && cachedNormalized(text) === typed.normalized,
  (typed, { aliases = [] }) => aliases.some((alias) => cachedNormalized(alias) === typed.normalized),
  (typed, { label }) => label !== undefined && cachedNormalized(label) === typed.normalized,
  ({ firstWord }, { text }) => text !== '' && firstWord === text,
];

const normalizedWords = new Map<string, string>();

/** Caches the words of the schema, which are always the same. */
function cachedNormalized(word: string): string {
  const normalizedWord = normalizedWords.get(word) ?? normalizeWord(word);
  normalizedWords.set(word, normalizedWord);
  return normalizedWord;
}

/** Without case and punctuation: `assistantId`, `assistant-id` and `Assistant ID` all become `assistantid`. */
function normalizeWord(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

function nearestByEdits(typed: string, candidates: readonly Candidate[]): string[] {
  const lower = typed.toLowerCase();
  return candidates
    .map((candidate) => similarityTo(lower, candidate))
    .filter((match) => match !== undefined)
    .sort((a, b) => a.edits - b.edits || b.sharedStart - a.sharedStart)
    .slice(0, maxMatches)
    .map(({ text }) => text);
}

function similarityTo(typed: string, { text, label, aliases = [] }: Candidate) {
  const nameEdits = editsWithin(typed, text.toLowerCase());
  // An edit in the name itself is more likely than one in a label or alias.
  const otherNames = [...aliases, ...(label === undefined ? [] : [label.toLowerCase()])];
  const inOtherNames = otherNames.map((word) => editsWithin(typed, word) + 0.5);
  const edits = Math.min(nameEdits, ...inOtherNames, prefixMatch(typed, text.toLowerCase()));
  if (!Number.isFinite(edits)) return undefined;
  return {
    text,
    edits,
    // The longest common prefix with the name, label or an alias.
    sharedStart: Math.max(...[text, ...otherNames].map((word) => sharedStart(typed, word))),
  };
}

/** The edit distance of two words; Infinity if it is too large for their length. */
function editsWithin(typed: string, word: string): number {
  const length = Math.min(typed.length, word.length);
  const allowed = length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
  // Too different in length: the distance is not computed.
  if (Math.abs(typed.length - word.length) > allowed) return Infinity;
  const edits = editsBetween(typed, word);
  return edits <= allowed ? edits : Infinity;
}

/** One name is a prefix of the other: less similar than with any allowed edit distance. */
function prefixMatch(typed: string, word: string): number {
  const [shorter, longer] = typed.length < word.length ? [typed, word] : [word, typed];
  return shorter.length >= minPrefixLength && longer.startsWith(shorter) ? 4 : Infinity;
}

/** Deletions, insertions, replacements and a swap of two neighbors count as one edit. Infinity if a whole word differs. */
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
