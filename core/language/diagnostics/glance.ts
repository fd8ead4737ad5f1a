import propertyValidators from '../generated/propertyValidators';
import { fromPointer } from '../syntax/json';
import {
  type AgentSchema,
  type MemberSchema,
  type Provider,
  type SoftFormat,
  childNamed,
} from '../schema/schema';
import { isSecretIn, readReference } from '../secrets/secrets';
import { findKey, mayHoldKey } from '../secrets/credentialPatterns';
import { isInternationalNumber } from './phones';
import { hasCredentials, isSipAddress, isSocketAddress, isWebAddress } from './urls';

/** What can be told of a text without reading where anything stands in it, and so in a fraction of the time. */
export interface Glance {
  /** The id by which the file finds its agent on Cekura; undefined where it has none. */
  readonly agentId: string | undefined;
  /** Whether no rule finds anything. */
  readonly isClean: boolean;
  /** The members at the top in which a rule may find something that it would not find between them. */
  readonly doubts: ReadonlySet<string>;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * A first look at a text, whatever the settings; undefined where it has to be read after all. Where a rule might find something that
 * no line here foresees, test/language/problems/glance.test.ts fails.
 */
export function glanceAt(text: string, schema: AgentSchema): Glance | undefined {
  const data = parsed(text);
  // Where strings are escaped otherwise than `JSON.stringify` does it, what they say tells too little about how they are written.
  if (
    !isObject(data) ||
    text.includes('\\u') ||
    text.includes('\\/') ||
    !hasQuotes(text, quotesIn(data, text.includes('\\"')))
  )
    return undefined;
  const { id } = data;
  if (typeof id === 'number' && !Number.isSafeInteger(id)) return undefined;
  if (propertyValidators['']?.(data) !== true) return undefined;
  const look = new Look(schema, [data['assistant_provider'], data['transcript_provider']]);
  const doubts = new Set(Object.keys(data).filter((name) => !look.isClean(name, data[name])));
  const isClean = doubts.size === 0 && agree(data, schema);
  return { agentId: typeof id === 'number' ? String(id) : undefined, isClean, doubts };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text has just so many quotes. Of duplicate members the parser has left out all but the last: then it has more. */
function hasQuotes(text: string, expected: number): boolean {
  return countOf('"', text) === expected;
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** How deep this looks; what is deeper is left to the reader of trees, which has its own limit. */
const mostLevels = 100;

/** With how many quotes a value is written; NaN where it is too deep. `inside`: whether any of them may stand within a string. */
function quotesIn(value: unknown, inside: boolean, level = 0): number {
  if (typeof value === 'string') return 2 + (inside ? countOf('"', value) : 0);
  if (typeof value !== 'object' || value === null) return 0;
  if (level > mostLevels) return NaN;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += quotesIn(item, inside, level + 1);
  else if (isObject(value))
    for (const name of Object.keys(value))
      count += quotesIn(name, inside) + quotesIn(value[name], inside, level + 1);
  return count;
}

/** Whether the rules that look at several members at once find nothing. */
function agree(data: Members, schema: AgentSchema): boolean {
  if (!schema.root.required.every((name) => Object.hasOwn(data, name))) return false;
  if (data['inbound'] === false && !data['contact_number']) return false;
  if (data['inbound'] === true && data['outbound_auto_call'] === true) return false;
  const provider = schema.providers.get(String(data['assistant_provider']));
  return !provider || (hasAll(data, provider, schema) && canAll(data, provider, schema));
}

function hasAll(data: Members, { requires }: Provider, schema: AgentSchema): boolean {
  const isSupplied = (pointer: string) => {
    const value = valueAt(data, pointer);
    if (value !== undefined && value !== null && value !== '') return true;
    const { configuredFlag } = schema.atPointer(pointer);
    return configuredFlag !== undefined && valueAt(data, configuredFlag) === true;
  };
  return requires.every(({ any }) => any.some(isSupplied));
}

function valueAt(data: Members, pointer: string): unknown {
  let value: unknown = data;
  for (const name of fromPointer(pointer)) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** Whether each automatic feature that is on is one of this provider's. */
function canAll(data: Members, provider: Provider, { providers }: AgentSchema): boolean {
  for (const { supports } of providers.values())
    for (const name of supports) if (data[name] === true && !provider.supports.includes(name)) return false;
  return true;
}

/** What the schema says of an object or list, and what is known of it: that it is a secret, or may hold secrets of any name. */
interface Around {
  readonly member: MemberSchema | undefined;
  readonly secret: boolean;
  readonly container: boolean;
}

class Look {
  private readonly top: Around;

  constructor(
    schema: AgentSchema,
    private readonly inUse: readonly unknown[],
  ) {
    this.top = { member: schema.root, secret: false, container: schema.root.secretContainer };
  }

  /** Whether no rule finds anything in a member at the top. */
  isClean(name: string, value: unknown): boolean {
    return this.isMemberClean(name, value, this.top) && isValid(name, value);
  }

  private isMemberClean(name: string, value: unknown, around: Around): boolean {
    const parent = around.member;
    const member = parent && childNamed(parent, name);
    if (member ? !this.isUsual(member, around) : parent && parent.properties.size > 0) return false;
    const secret = around.secret || isSecretIn(name, member, parent, () => around.container);
    return this.isValueClean(value, name, {
      member,
      secret,
      container: around.container || member?.secretContainer === true,
    });
  }

  private isUsual({ name, readOnly, provider }: MemberSchema, around: Around): boolean {
    if (readOnly && !(around === this.top && name === 'id')) return false;
    return provider === undefined || this.inUse.includes(provider);
  }

  private isValueClean(value: unknown, name: string, own: Around): boolean {
    if (typeof value === 'string') return isTextClean(value, own);
    if (Array.isArray(value)) {
      const around = { ...own, member: own.member?.items };
      return value.every((item) => this.isValueClean(item, name, around));
    }
    return !isObject(value) || Object.keys(value).every((key) => this.isMemberClean(key, value[key], own));
  }
}

/** Whether the compiled schema finds nothing in a member at the top. */
function isValid(name: string, value: unknown): boolean {
  if (propertyValidators[name]?.(value) === false) return false;
  const validateItem = Array.isArray(value) ? propertyValidators[`${name}[]`] : undefined;
  return !validateItem || !Array.isArray(value) || value.every((item) => validateItem(item));
}

function isTextClean(text: string, { member, secret }: Around): boolean {
  if (secret) return !member?.format && readReference(text) !== undefined;
  if (text === '') return true;
  if (member?.format && !isLike(text, member.format)) return false;
  // A blank text, a placeholder or a reference.
  if (/^[\s<$]/.test(text)) return false;
  return !mayHoldKey(text) || holdsNoKey(JSON.stringify(text));
}

/** `json` is as it stands in the file, unless half a character is in it. */
function holdsNoKey(json: string): boolean {
  return !json.includes('\\u') && !findKey(json);
}

/** Whether a text is as its format asks, and has no password in it. */
function isLike(text: string, format: SoftFormat): boolean {
  switch (format) {
    case 'phone':
      return isInternationalNumber(text);
    case 'ws-url':
      return isSocketAddress(text) && !hasCredentials(text);
    case 'sip-uri':
      return isSipAddress(text) && !hasCredentials(text);
    case 'http-url':
    case 'trigger-url':
      return isWebAddress(text) && !hasCredentials(text);
  }
}
