import * as l10n from '@vscode/l10n';
import { type Path, toPointer } from '#language/syntax/json';
import { formatPointer } from '#language/secrets/redact';
import type { ValueChange } from '../content/changes';
import type { PullPlan, PushPlan } from '../model';

/** A property in dot notation: `livekit_data.url`. */
export function dottedPath(path: Path): string {
  return formatPointer(toPointer(path));
}

/** The agent of a command, with its project: `Support Line in Acme Production`. */
export function targetName(
  { agentName, projectName }: Pick<PushPlan, 'agentName' | 'projectName'>,
  name = agentName,
): string {
  return projectName === undefined ? name : l10n.t`${name} in ${projectName}`;
}

/** At most three names, so that messages stay short. */
export function shortNameList(names: readonly string[]): string {
  const list = names.slice(0, 3).join(', ');
  return names.length > 3 ? l10n.t`${list} and ${names.length - 3} more` : list;
}

/** All names, for a question whose answer depends on each of them. */
export function allNames(names: readonly string[]): string {
  return names.join(', ');
}

/** A sentence with the names of properties, at most three unless `list` joins all; none if there are none. */
export function sentenceAbout(
  pointers: readonly string[],
  write: (names: string) => string,
  list = shortNameList,
): string[] {
  return pointers.length > 0 ? [write(list(pointers.map(formatPointer)))] : [];
}

/** As `sentenceAbout`, with all names. */
export function sentenceAboutAll(pointers: readonly string[], write: (names: string) => string): string[] {
  return sentenceAbout(pointers, write, allNames);
}

/** The properties whose credentials are not written to the file; empty if there are none. */
export function omittedSentence({
  omittedSecrets = [],
  omittedCredentials,
}: Pick<PullPlan, 'omittedCredentials'> & Partial<Pick<PullPlan, 'omittedSecrets'>>): string[] {
  const pointers = [...omittedSecrets, ...omittedCredentials];
  return sentenceAbout(pointers, (names) => l10n.t`Not written to the file: credentials in ${names}.`);
}

/** The properties of the file that Cekura no longer returns; empty if there are none. */
export function missingSentence({ missingProperties }: Pick<PullPlan, 'missingProperties'>): string[] {
  return sentenceAbout(
    missingProperties,
    (names) => l10n.t`Not returned by Cekura, kept in the file: ${names}.`,
  );
}

/** Size changes of shorter strings are not reported (UTF-16 code units). */
const minLongLength = 1000;
/** The factor above which a size change of a long string is reported. */
const notableRatio = 1.5;

/** Large size changes of long strings, such as a prompt that was pasted twice; empty if there are none. */
export function sizeSentences(changes: readonly ValueChange[]): string[] {
  return changes.flatMap(({ path, before, after }) => {
    if (typeof before !== 'string' || typeof after !== 'string') return [];
    const [shorter = 0, longer = 0] = [before.length, after.length].sort((a, b) => a - b);
    if (longer < minLongLength || longer < shorter * notableRatio) return [];
    const [from, to] = [formatSize(before), formatSize(after)];
    return longer === after.length
      ? [l10n.t`${dottedPath(path)} grows from ${from} to ${to}.`]
      : [l10n.t`${dottedPath(path)} shrinks from ${from} to ${to}.`];
  });
}

/** `4.1 KB`, or the number of characters of a short string. */
function formatSize({ length }: string): string {
  return length < minLongLength ? l10n.t`${length} characters` : l10n.t`${(length / 1000).toFixed(1)} KB`;
}
