import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent, LanguageOptions } from '../annotate';
import { allowedValues, selectedProviders } from '../agentValues';
import { exampleLine, limitsOf } from '../schema/summary';
import { type Path, toJsonText } from '../syntax/json';
import { listed } from '../diagnostics/messages';
import type { PropertySchema } from '../schema/schema';
import { descriptionOf, titleOf } from '../schema/localizedSchema';
import { type Ranked, ranked, usersOf } from './ranking';
import { blankMember, emptyValue, hasChoices } from './snippets';
import type { CompletionCandidate, Request } from './item';

/** The members that the object at the cursor could have, those first that are needed most. */
export function propertyNames(request: Request): CompletionCandidate[] {
  const { agent, position } = request;
  if (position.kind !== 'name') return [];
  const members = Array.from(agent.schema.at(position.path)?.properties.values() ?? []);
  const taken = new Set(position.taken);
  const open = members.filter(({ name, readOnly }) => !readOnly && !taken.has(name));
  const noteOf = notesFor(agent, position.path);
  return [
    ...ranked(agent, position.path, open).map((found) => offer(request, found.member, noteOf(found))),
    ...freeName(request),
  ];
}

/** In an object whose properties have names of the author's own: one with tab stops for both. */
function freeName({ agent, position, snippets }: Request): CompletionCandidate[] {
  const parent = agent.schema.at(position.path);
  const child = parent?.additional;
  if (!child || parent.properties.size > 0 || position.lacks !== 'value') return [];
  const type = child.types.find((one) => one !== 'null') ?? 'string';
  const title = titleOf(child);
  return [
    {
      label: title,
      kind: 'member',
      note: undefined,
      detail: '',
      documentation: descriptionOf(child),
      matches: ['', title],
      text: `${snippets ? '"$1"' : '""'}: ${emptyValue(type, snippets, 2)}`,
      snippet: snippets,
      triggerSuggest: false,
    },
  ];
}

function offer(
  { agent, position, snippets }: Request,
  member: PropertySchema,
  note: string | undefined,
): CompletionCandidate {
  const { detail, documentation, matches, name, blank, choices } = described(member, agent, snippets);
  const asks = position.lacks === 'value';
  return {
    label: member.name,
    kind: 'member',
    note,
    detail,
    documentation,
    matches,
    text: asks ? blank : position.lacks === 'colon' ? `${name}:` : name,
    snippet: asks && snippets,
    triggerSuggest: asks && snippets && choices,
    deprecated: member.removed !== undefined,
  };
}

/** What is said of a member wherever it is offered. */
interface Description extends Pick<CompletionCandidate, 'detail' | 'documentation' | 'matches'> {
  /** The name in quotes, and with a value not chosen yet. */
  readonly name: string;
  readonly blank: string;
  readonly choices: boolean;
  /** What it was put together for, the words in the reader's language. */
  readonly words: string;
  readonly options: LanguageOptions;
  readonly snippets: boolean;
}

const descriptions = new WeakMap<PropertySchema, Description>();

/** It is put together once: an editor asks with every few letters, about the same members. */
function described(member: PropertySchema, { options }: AnnotatedAgent, snippets: boolean): Description {
  const words = descriptionOf(member);
  const known = descriptions.get(member);
  if (known?.words === words && known.options === options && known.snippets === snippets) return known;
  const limits = limitsOf(member, allowedValues(member, options).length).join(' · ');
  const paragraphs = [`**${titleOf(member)}**`, words, exampleLine(member)];
  const description: Description = {
    // Markdown's code marks do not belong in a plain line.
    detail: [limits.replaceAll('`', ''), ...ownership(member)].join(' · '),
    documentation: paragraphs.filter((part) => part !== undefined && part !== '').join('\n\n'),
    matches: [member.name, ...member.aliases],
    name: toJsonText(member.name),
    blank: blankMember(member, snippets),
    choices: hasChoices(member),
    words,
    options,
    snippets,
  };
  descriptions.set(member, description);
  return description;
}

/** Whether a member is needed, or for whom it is that the chosen providers do not use. Most notes are the same. */
function notesFor(agent: AnnotatedAgent, path: Path): (member: Ranked) => string | undefined {
  const chosen = [...new Set(selectedProviders(agent))];
  const needed = l10n.t('required');
  const unused = chosen.length > 0 ? l10n.t`not used by ${listed(chosen, 'or')}` : undefined;
  return ({ member, rank }) => {
    if (rank === 'required') return needed;
    if (rank === 'deprecated') return l10n.t('removed from the API');
    if (rank !== 'otherProvider') return undefined;
    return unused ?? l10n.t`used by ${usersOf(agent.schema, path, member).join(', ')}`;
  };
}

function ownership(member: PropertySchema): string[] {
  if (member.secret) return [l10n.t('secret')];
  return member.writeOnly ? [l10n.t('write-only')] : [];
}
