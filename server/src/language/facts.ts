import { type Json, toJsonText } from './json';
import { code, words } from './markdown';
import type { EnumValue, MemberSchema, SoftFormat } from './schema';

const formatNames: Readonly<Record<SoftFormat, string>> = {
  phone: 'phone number',
  'ws-url': 'ws:// or wss:// address',
  'http-url': 'http:// or https:// address',
  'trigger-url': 'http:// or https:// address',
  'sip-uri': 'sip: address',
};

/** Type, limits and default of a member, each a few words of markdown. `values`: how many values it is known to take. */
export function limitsOf(member: MemberSchema, values: number): string[] {
  return [
    typesOf(member),
    values > 0 ? `one of ${values} values` : undefined,
    member.format && formatNames[member.format],
    rangeOf(member.minLength, member.maxLength, 'characters'),
    rangeOf(member.minimum, member.maximum, ''),
    member.pattern === undefined ? undefined : `matches ${code(member.pattern)}`,
    member.required.length > 0 ? `needs ${member.required.map(code).join(', ')}` : undefined,
    defaultOf(member),
  ].filter((fact) => fact !== undefined);
}

function typesOf({ types }: MemberSchema): string {
  return types.length === 0 ? 'any JSON' : types.map(code).join(' or ');
}

function rangeOf(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  const inUnit = unit === '' ? '' : ` ${unit}`;
  if (least !== undefined && most !== undefined) return `${least} to ${most}${inUnit}`;
  if (least !== undefined) return `at least ${least}${inUnit}`;
  return most === undefined ? undefined : `at most ${most}${inUnit}`;
}

function defaultOf({ defaultValue, enumValues }: MemberSchema): string | undefined {
  if (defaultValue === undefined) return undefined;
  const label = enumValues.find(({ value }) => value === defaultValue)?.label;
  return `default ${code(toJsonText(defaultValue))}${label && label !== defaultValue ? ` (${words(label)})` : ''}`;
}

/** One value of an enum and what it is called. */
export function describeValue({ value, label }: EnumValue): string {
  return label === value
    ? `**${code(value)}**`
    : `${code(value === '' ? '""' : value)} — **${words(label)}**`;
}

/** The member's first example as a paragraph; undefined where it has none. */
export function exampleLine({ examples }: MemberSchema): string | undefined {
  const [example] = examples;
  return example === undefined ? undefined : `Example: ${code(shortText(example))}`;
}

function shortText(value: Json): string {
  const text = toJsonText(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
