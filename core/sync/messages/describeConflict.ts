import * as l10n from '@vscode/l10n';
import { type Json, toJsonText } from '#language/syntax/json';
import type { Conflict } from '../model';
import { dottedPath } from './format';
import { redactValue } from './renderDiff';

/** Longer values are compared side by side instead of being quoted: UTF-16 units. */
const maxQuotedLength = 40;

/** The title of the code lens above a conflict. */
export function conflictTitle(conflict: Conflict): string {
  const { local, remote } = conflict;
  const quoted = quotedValue(remote);
  if (local === undefined) {
    const name = dottedPath(conflict.path);
    return quoted === undefined
      ? l10n.t`"${name}" was removed locally and changed on Cekura`
      : l10n.t`"${name}" was removed locally; on Cekura: ${quoted}`;
  }
  if (remote === undefined) return l10n.t('Removed on Cekura');
  return quoted === undefined ? l10n.t('Also changed on Cekura') : l10n.t`On Cekura: ${quoted}`;
}

/** The diagnostic message for a conflict. */
export function conflictMessage(conflict: Conflict): string {
  const { local, remote } = conflict;
  const name = dottedPath(conflict.path);
  const quoted = quotedValue(remote);
  if (remote === undefined) return l10n.t`Conflict: "${name}" was changed locally and removed on Cekura.`;
  if (local === undefined) {
    return quoted === undefined
      ? l10n.t`Conflict: "${name}" was removed locally and changed on Cekura.`
      : l10n.t`Conflict: "${name}" was removed locally and changed to ${quoted} on Cekura.`;
  }
  return quoted === undefined
    ? l10n.t`Conflict: "${name}" was changed locally and on Cekura.`
    : l10n.t`Conflict: "${name}" was changed locally, and to ${quoted} on Cekura.`;
}

/** A value that is short enough for one line; undefined for others. */
function quotedValue(value: Json | undefined): string | undefined {
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  const text = toJsonText(redactValue(value));
  return text.length > maxQuotedLength || text.includes('\\n') ? undefined : text;
}

/** One side of a conflict as text for a diff: strings with line breaks, other values as JSON. */
export function conflictText(value: Json | undefined): string {
  if (value === undefined) return '';
  const safeValue = redactValue(value);
  return typeof safeValue === 'string' ? safeValue : toJsonText(safeValue, '  ');
}
