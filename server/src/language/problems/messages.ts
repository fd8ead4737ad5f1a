import type { Place } from '../annotate';
import { type Json, type JsonType, type Path, typeOf } from '../json';
import { shownName } from '../names';
import type { Fault } from './schemaFaults';

/** The longest message: what a Problems panel shows in one line. */
const longest = 120;
const longestName = 48;

/** JSON Schema keyword → what to say when a value fails it. No sentence quotes the value: it might be a secret. */
export const sentences: Readonly<Record<string, (fault: Fault) => string>> = {
  type: ({ place, data }) => `${nameOf(place.path)} must be ${expected(place)}, not ${kindOf(data, place)}`,
  enum: ({ place }) => `${nameOf(place.path)} does not take this value`,
  pattern: ({ place }) => `${nameOf(place.path)} does not have the right form${exampleOf(place)}`,
  minLength: ({ place, data, limit }) =>
    data === ''
      ? `${nameOf(place.path)} is empty; give it at least ${counted(limit, 'character')}`
      : `${nameOf(place.path)} is too short; it needs at least ${counted(limit, 'character')}`,
  maxLength: ({ place, limit }) =>
    `${nameOf(place.path)} is too long; at most ${counted(limit, 'character')} fit`,
  minItems: ({ place, limit }) =>
    `${nameOf(place.path)} is too short; it needs ${counted(limit, 'entry', 'entries')}`,
  maxItems: ({ place, limit }) =>
    `${nameOf(place.path)} is too long; ${counted(limit, 'entry', 'entries')} fit`,
  minimum: ({ place }) => `${nameOf(place.path)} is out of range; it must be ${rangeOf(place)}`,
  maximum: ({ place }) => `${nameOf(place.path)} is out of range; it must be ${rangeOf(place)}`,
};

/** A member as people write it: `livekit_data.url`, `outbound_numbers[0]`. Cut where it is too long for a message. */
export function nameOf(path: Path): string {
  if (path.length === 0) return 'An agent';
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${shownName(step)}`));
  return shortened(steps.join('').replace(/^\./, ''), longestName);
}

/** A text of at most 120 characters, the end cut off where need be. */
export function oneLine(message: string): string {
  return shortened(message.replaceAll(/\s+/g, ' '), longest);
}

/** `; did you mean a?`, `; did you mean a, b or c?`, or nothing to add. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : `; did you mean ${listed(names.map(orEmpty), 'or')}?`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[], word: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

function orEmpty(text: string): string {
  return text === '' ? '""' : text;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function counted(count: number | undefined, one: string, many = `${one}s`): string {
  return `${count ?? 0} ${count === 1 ? one : many}`;
}

function rangeOf({ schema }: Place): string {
  const { minimum, maximum } = schema ?? {};
  if (minimum !== undefined && maximum !== undefined) return `from ${minimum} to ${maximum}`;
  return minimum !== undefined ? `at least ${minimum}` : `at most ${maximum ?? 0}`;
}

function exampleOf({ schema }: Place): string {
  const [example] = schema?.examples ?? [];
  return typeof example === 'string' ? `; write it like ${example}` : '';
}

/** null says "not set": allowed in places, but never what was meant instead. */
function expected({ schema }: Place): string {
  const types = (schema?.types ?? []).filter((type) => type !== 'null');
  return listed(
    types.map((type) => wordsFor[type]),
    'or',
  );
}

function kindOf(data: Json, { schema }: Place): string {
  if (typeof data === 'boolean') return String(data);
  const isFraction = typeOf(data) === 'number' && schema?.types.includes('integer');
  return isFraction ? 'a fraction' : wordsFor[typeOf(data)];
}

const wordsFor: Readonly<Record<JsonType, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};
