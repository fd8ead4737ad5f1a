import fc from 'fast-check';
import { type AgentDocument, type SyntaxNode, parseAgent } from '#language/syntax/document';
import { codePoint } from '#support/codePoint';
import { agentSchema } from '#support/language/agents';
import { jsonPunctuation } from '#support/language/jsonPunctuation';
import { allTexts } from './texts';

/** Changes a text. */
type Mutation = (text: string) => string;

/** A relative position, at least 0 and less than 1, for texts of any length. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const insertions = [
  ...jsonPunctuation,
  "'",
  '\\',
  '/',
  '//',
  '/*',
  '*/',
  '-',
  '.',
  'e',
  '0',
  'x',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u0000',
  '\u0007',
  '\uFEFF',
  '\uFFFD',
  '\u202E',
  '\u00A0',
  '\uD83D',
  '\uDE00',
  '😀',
  'é',
  '漢',
  '\\u',
  '\\ud83d',
  '\\"',
  '\\q',
  '{{',
  '}}',
  '${',
  '${env:',
  '${secret:A}',
  'true',
  'null',
  'NaN',
  '1e999',
  '""',
  '{}',
  '[]',
  '"a": 1,',
  ',"b": {"c": []}',
  '{"a":'.repeat(60),
];

/** JSON values of each type and various lengths, including those that rules report. */
const valueText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('true', 'null', '0', '-1.5', '1e400', '12345678901234567890', '{}', '[]', '""', '"en"'),
  fc.constantFrom('"${env:KEY}"', '"${secret:KEY}"', '"********"', '"+1 415 555 0123"', '"{\\"a\\": [1]}"'),
  fc.constantFrom('"https://me:FAKE-do-not-use@a.example"', '"wss://a.example"', '"{{name}} and {{other}}"'),
  fc.constantFrom('[[["x"]]]', '{"url": 7, "url": "x"}', '{"__proto__": {"a": 1}}', '"[a](command:b)"'),
  fc.string({ unit: codePoint, maxLength: 12 }).map((text) => JSON.stringify(text)),
  fc.nat(400).map((length) => JSON.stringify('long '.repeat(length))),
);

const nameText = fc
  .oneof(
    fc.constantFrom(...agentSchema.root.properties.keys()),
    fc.constantFrom('__proto__', 'constructor', '', 'a"b', 'phone', 'url', 'Authorization', 'langauge'),
    fc.string({ unit: codePoint, maxLength: 6 }),
  )
  .map((name) => JSON.stringify(name));

/** Flips, adds, removes or repeats bytes. Invalid UTF-8 is decoded as an editor does. */
const byteMutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    share,
    fc.constantFrom('flip', 'add', 'remove', 'repeat'),
    fc.nat(255),
    fc.integer({ min: 1, max: 24 }),
  )
  .map(([at, operation, byte, count]) => (text) => {
    const bytes = Buffer.from(text);
    const start = Math.floor(at * bytes.length);
    const [head, tail] = [bytes.subarray(0, start), bytes.subarray(start)];
    switch (operation) {
      case 'flip':
        return Buffer.concat([head, Buffer.from([(tail[0] ?? 0) ^ byte]), tail.subarray(1)]).toString();
      case 'add':
        return Buffer.concat([head, Buffer.alloc(count, byte), tail]).toString();
      case 'remove':
        return Buffer.concat([head, tail.subarray(count)]).toString();
      default:
        return Buffer.concat([head, tail.subarray(0, count), tail]).toString();
    }
  });

/** Replaces some characters, as typing and pasting do. */
const typing: fc.Arbitrary<Mutation> = fc
  .tuple(share, fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)), fc.constantFrom(...insertions))
  .map(([at, removed, scrap]) => (text) => {
    const start = Math.floor(at * (text.length + 1));
    return text.slice(0, start) + scrap + text.slice(start + removed);
  });

/** Removes the end or the start of the text. */
const cutting: fc.Arbitrary<Mutation> = fc.tuple(share, fc.boolean()).map(([at, fromEnd]) => (text) => {
  const place = Math.floor(at * text.length);
  return fromEnd ? text.slice(0, place) : text.slice(place);
});

/** Replaces, removes, repeats, renames or wraps properties and values, as a merge or a tool does. */
const rebuilding: fc.Arbitrary<Mutation> = fc
  .tuple(
    share,
    fc.constantFrom('replace', 'remove', 'repeat', 'rename', 'add', 'list', 'nest'),
    nameText,
    valueText,
  )
  .map(([at, how, name, value]) => (text) => {
    const document = parseAgent(text);
    const node = nodeAtShare(document, at);
    if (!node) return text;
    const nodeText = text.slice(node.offset, node.offset + node.length);
    switch (how) {
      case 'replace':
        return replaceNode(text, node, node.type === 'property' ? `${name}: ${value}` : value);
      case 'remove':
        return replaceNode(text, node, '');
      case 'repeat':
        return replaceNode(text, node, `${nodeText}, ${nodeText}`);
      case 'rename':
        return replaceNode(text, node.children?.[0] ?? node, name);
      case 'add':
        return replaceNode(
          text,
          node,
          node.type === 'property' ? `${nodeText}, ${name}: ${value}` : `{${name}: ${nodeText}}`,
        );
      case 'list':
        return replaceNode(text, node, node.type === 'property' ? nodeText : `[${nodeText}, ${value}]`);
      default:
        return replaceNode(
          text,
          node,
          node.type === 'property' ? nodeText : `${'['.repeat(30)}${nodeText}${']'.repeat(30)}`,
        );
    }
  });

function nodeAtShare({ root }: AgentDocument, at: number): SyntaxNode | undefined {
  const nodes: SyntaxNode[] = root ? [root] : [];
  for (const node of nodes) nodes.push(...(node.children ?? []));
  return nodes[Math.floor(at * nodes.length)];
}

function replaceNode(text: string, { offset, length }: SyntaxNode, newText: string): string {
  return text.slice(0, offset) + newText + text.slice(offset + length);
}

const mutation = fc.oneof(
  { weight: 3, arbitrary: byteMutation },
  { weight: 3, arbitrary: typing },
  { weight: 1, arbitrary: cutting },
  { weight: 4, arbitrary: rebuilding },
);

/** A fixture before and after up to six mutations. */
export const mutatedText: fc.Arbitrary<{ readonly before: string; readonly text: string }> = fc
  .tuple(fc.constantFrom(...allTexts), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([{ text: before }, mutations]) => ({
    before,
    text: mutations.reduce((text, mutate) => mutate(text), before),
  }));
