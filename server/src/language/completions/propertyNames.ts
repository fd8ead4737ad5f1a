import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, knownValues, providersInUse } from '../annotate';
import { exampleLine, limitsOf } from '../facts';
import { type Path, toJsonText } from '../json';
import { listed } from '../problems/messages';
import { descriptionOf, titleOf } from '../schemaWords';
import { type Ranked, ranked, usersOf } from './order';
import { blankMember, hasChoices } from './snippets';
import type { Offer, Request } from './suggestion';

/** The members that the object at the cursor could have, those first that are needed most. */
export function propertyNames(request: Request): Offer[] {
  const { agent, position } = request;
  if (position.kind !== 'name') return [];
  const members = Array.from(agent.schema.at(position.path)?.properties.values() ?? []);
  const taken = new Set(position.taken);
  const open = members.filter(({ name, readOnly }) => !readOnly && !taken.has(name));
  return ranked(agent, position.path, open).map((found) => offer(request, found));
}

function offer({ agent, position, snippets }: Request, found: Ranked): Offer {
  const { member } = found;
  const limits = limitsOf(member, knownValues(member, agent.options).length).join(' · ');
  const asks = position.lacks === 'value';
  const name = toJsonText(member.name);
  const bare = position.lacks === 'colon' ? `${name}:` : name;
  return {
    label: member.name,
    kind: 'member',
    detail: [usage(agent, position.path, found), withoutCode(limits), ...ownership(found)]
      .filter((part) => part !== undefined)
      .join(' · '),
    documentation: [`**${titleOf(member)}**`, descriptionOf(member), limits, exampleLine(member)]
      .filter((part) => part !== undefined && part !== '')
      .join('\n\n'),
    matches: [member.name, ...member.aliases],
    text: asks ? blankMember(member, snippets) : bare,
    snippet: asks && snippets,
    triggerSuggest: asks && snippets && hasChoices(member),
  };
}

/** For whom a member is that the chosen providers do not use. */
function usage(agent: AnnotatedAgent, path: Path, { member, standing }: Ranked): string | undefined {
  if (standing === 'lacking') return l10n.t('needed');
  if (standing !== 'foreign') return undefined;
  const chosen = [...new Set(providersInUse(agent))];
  if (chosen.length > 0) return l10n.t`not used with ${listed(chosen, 'or')}`;
  return l10n.t`used with ${usersOf(agent.schema, [...path, member.name]).join(', ')}`;
}

function ownership({ member }: Ranked): string[] {
  if (member.secret) return [l10n.t('secret')];
  return member.writeOnly ? [l10n.t('write-only')] : [];
}

/** Markdown's code marks do not belong in a plain line. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll('`', '');
}
