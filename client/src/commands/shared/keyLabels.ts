import * as l10n from '@vscode/l10n';
import { type KeyRecord, projectOfKey } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { sanitizeLabel } from '../../ui/sanitize';

/**
 * The label of a stored key in a list: its project; its last characters, when it was verified, and its limitations; the projects that the
 * default key can access.
 */
export function keyLabel(record: KeyRecord) {
  const { lastFour, verifiedAt, readOnly, projects } = record;
  const project = projectOfKey(record);
  const facts = [
    ...(lastFour === '' ? [] : [`…${lastFour}`]),
    verifiedAt === undefined ? l10n.t('not verified') : l10n.t`verified ${toLocalDate(verifiedAt)}`,
    ...(readOnly ? [l10n.t('read-only')] : []),
  ];
  const label = project ? projectName(project) : l10n.t('Default key');
  const names = project ? [] : projects.map(projectName);
  return {
    label: sanitizeLabel(label),
    description: facts.join(' · '),
    ...(names.length > 0 && { detail: sanitizeLabel(names.join(', ')) }),
  };
}

function toLocalDate(iso: string): string {
  return new Date(iso).toLocaleDateString();
}
