import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import type { Problem } from '../diagnostics';
import { oneLine } from '../diagnostics/messages';
import { agentsIn } from '../foreign/convert';
import { foreignFileIn } from '../foreign/detect';
import { toJson, spanOf } from '../syntax/document';
import { formatValue, layoutOf } from '../syntax/edit';
import { type JsonObject, isJsonObject } from '../syntax/json';
import { type Fix, quickFix } from './fix';

/** Converts the file to an agent if possible, or ignores it. */
export function convertForeign({ schema, document }: AnnotatedAgent, problem: Problem): Fix[] {
  const { root, syntaxErrors } = document;
  const data = root && syntaxErrors.length === 0 ? toJson(document, root) : undefined;
  const agents = isJsonObject(data) ? agentsIn(schema, data) : [];
  const format = foreignFileIn(schema, document)?.format;
  const actionTitle = (agent: JsonObject) => {
    const { agent_name: name } = agent;
    if (format?.agentsPointer !== undefined)
      return l10n.t`Use agent "${typeof name === 'string' ? name : ''}"`;
    return format?.isExport ? l10n.t('New agent from this export') : l10n.t('Convert to agent');
  };
  const conversions = agents.map((agent, index) => {
    const newText = formatValue(agent, 0, layoutOf(document.text));
    const edits = root ? [{ ...spanOf(root), newText }] : [];
    return quickFix(problem, oneLine(actionTitle(agent)), edits, index === 0 && agents.length === 1);
  });
  const ignore: Fix = {
    ...quickFix(problem, l10n.t('Ignore this file'), []),
    command: { name: 'agentJson.ignoreFile' },
  };
  return [...conversions, ignore];
}
