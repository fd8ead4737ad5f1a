import * as l10n from '@vscode/l10n';
import { type Path, toPointer } from '#language/syntax/json';
import { dotted } from '#language/secrets/redact';
import type { PullPlan } from '../model';

/** A member as people write it: `livekit_data.url`. */
export function dottedPath(path: Path): string {
  return dotted(toPointer(path));
}

/** At most three names, so that messages stay short. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? l10n.t`${shown} and ${names.length - 3} more` : shown;
}

/** Which credentials stay out of the file; no sentence where none do. */
export function withheldSentence({ withheld }: PullPlan): string[] {
  return withheld.length > 0
    ? [l10n.t`Not written to the file: credentials in ${listed(withheld.map(dotted))}.`]
    : [];
}
