import * as l10n from '@vscode/l10n';
import { knownValues } from '../annotate';
import { describeValue, tellingLabel } from '../schema/summary';
import { type JsonType, toJsonText } from '../syntax/json';
import type { EnumValue, MemberSchema } from '../schema/schema';
import { descriptionOf, labelOf, titleOf } from '../schema/localizedSchema';
import { isSecretAt } from '../secrets/secrets';
import { emptyValue, hasChoices } from './snippets';
import type { Offer, Request } from './item';

/** The values that may stand at the cursor. Of secrets, none: references.ts knows what to offer there. */
export function values(request: Request): Offer[] {
  const { agent, position } = request;
  const { path } = position;
  if (position.kind !== 'value' || path.length === 0 || isSecretAt(agent.schema, path)) return [];
  const member = agent.schema.at(path);
  const known = member ? knownValues(member, agent.options) : [];
  if (isFinished(known, position.typed)) return [];
  const types: readonly JsonType[] = member && member.types.length > 0 ? member.types : anyType;
  const isOpen = known.length === 0 && !position.replacesValue;
  return [
    ...known.filter(({ removed }) => removed === undefined).map((value) => enumOffer(value, member)),
    ...defaultNumber(member),
    ...(isOpen ? types.flatMap((type) => emptyOffer(type, member, request)) : []),
    ...types.flatMap((type) => literalOffers(type, member)),
    ...known.filter(({ removed }) => removed !== undefined).map((value) => enumOffer(value, member)),
  ];
}

/** Members that nobody has described may be anything. */
const anyType: readonly JsonType[] = ['string', 'object', 'array', 'boolean', 'null'];

/** Behind the closing quote of a value that is right already there is nothing left to complete. */
function isFinished(known: readonly EnumValue[], typed: string): boolean {
  return known.some(({ value }) => value !== '' && toJsonText(value) === typed);
}

function enumOffer(value: EnumValue, member: MemberSchema | undefined): Offer {
  const text = toJsonText(value.value);
  return {
    ...plainOffer(text, '', member),
    note: tellingLabel(value),
    label: value.value === '' ? text : value.value,
    documentation: [describeValue(value), member ? descriptionOf(member) : ''].join('\n\n'),
    matches: [...new Set([value.value, value.label, labelOf(value)])],
    deprecated: value.removed !== undefined,
  };
}

function defaultNumber(member: MemberSchema | undefined): Offer[] {
  const value = member?.defaultValue;
  return typeof value === 'number' ? [plainOffer(toJsonText(value), l10n.t('default'), member)] : [];
}

/** Quotes, braces or brackets to fill in. */
function emptyOffer(type: JsonType, member: MemberSchema | undefined, { snippets }: Request): Offer[] {
  if (type !== 'string' && type !== 'object' && type !== 'array') return [];
  const label = { string: '""', object: '{ }', array: '[ ]' }[type];
  return [
    {
      ...plainOffer(emptyValue(type, snippets), type, member),
      label,
      matches: [label],
      snippet: snippets,
      triggerSuggest: snippets && member !== undefined && hasChoices(member),
    },
  ];
}

function literalOffers(type: JsonType, member: MemberSchema | undefined): Offer[] {
  if (type === 'boolean')
    return ['true', 'false'].map((text) => plainOffer(text, member ? titleOf(member) : '', member));
  return type === 'null' ? [plainOffer('null', l10n.t('not set'), member)] : [];
}

function plainOffer(text: string, detail: string, member: MemberSchema | undefined): Offer {
  return {
    label: text,
    kind: 'value',
    note: undefined,
    detail,
    documentation: member ? descriptionOf(member) : '',
    matches: [text],
    text,
    snippet: false,
    triggerSuggest: false,
  };
}
