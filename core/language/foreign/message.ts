import * as l10n from '@vscode/l10n';
import { formatTitle } from '../schema/localizedSchema';
import type { ForeignFile } from './detect';

/** Why a file is not treated as an agent. */
export function foreignFileMessage({ format }: ForeignFile): string {
  return format
    ? l10n.t`This looks like ${formatTitle(format)}, not a Cekura agent.`
    : l10n.t("This doesn't look like a Cekura agent.");
}
