import * as l10n from '@vscode/l10n';
import { rootErrors } from '../../syntax/rootErrors';
import type { Rule } from '../problem';

/** Invalid JSON: one problem per cause, without consequential errors. */
export const syntax: Rule = {
  id: 'syntax',
  severity: 'error',
  scope: 'document',
  *check({ document }) {
    if (document.exceededLimit)
      yield { message: limitMessages[document.exceededLimit](), span: { offset: 0, length: 0 }, path: [] };
    for (const cause of rootErrors(document)) yield { ...cause, path: [] };
  },
};

const limitMessages = {
  'too-large': () => l10n.t('The file is too large to validate.'),
  'too-deep': () => l10n.t('The file is nested too deeply to validate.'),
};
