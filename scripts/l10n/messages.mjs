// Collects all translatable strings: arguments of `l10n.t` in the source code, and strings in the schema.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../host/folders.mjs';

/** The only file with non-literal arguments of `l10n.t`: it translates the schema. */
const schemaTranslator = 'core/language/schema/localizedSchema.ts';

/**
 * All translatable strings, unique and sorted.
 * @returns {string[]}
 */
export function translatableMessages() {
  const messages = sources().flatMap((file) => messagesIn(file, readFileSync(join(root, file), 'utf8')));
  return [...new Set([...messages, ...schemaMessages()])].sort();
}

/** @returns {string[]} paths of the TypeScript files that ship, relative to the root */
function sources() {
  return ['core', 'client/src', 'server/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => `${folder}/${file.replaceAll(sep, '/')}`),
  );
}

/**
 * The translatable strings in a source file, with `{0}` for placeholders. Throws for strings that are not literals, and for those that
 * would be translated before the language is known.
 * @param {string} file its path, relative to the root
 * @param {string} source
 * @returns {string[]}
 */
export function messagesIn(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const messages = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isTranslation(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      const where = `${file}:${line + 1}`;
      const text = messageOf(node);
      if (!runsAfterLoad(node)) throw new Error(`${where} runs before the language is known`);
      if (text !== undefined) messages.push(text);
      else if (file !== schemaTranslator)
        throw new Error(`${where} translates a string that is not a literal`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return messages;
}

/**
 * `l10n.t(…)` or l10n.t`…`
 * @param {ts.Node} node
 * @returns {node is ts.CallExpression | ts.TaggedTemplateExpression}
 */
function isTranslation(node) {
  const callee = ts.isCallExpression(node)
    ? node.expression
    : ts.isTaggedTemplateExpression(node)
      ? node.tag
      : undefined;
  return callee?.getText() === 'l10n.t';
}

/**
 * The key in the bundles; undefined if it is only known at runtime.
 * @param {ts.CallExpression | ts.TaggedTemplateExpression} node
 */
function messageOf(node) {
  const argument = ts.isCallExpression(node) ? node.arguments[0] : node.template;
  if (argument && ts.isStringLiteralLike(argument)) return argument.text;
  if (!argument || !ts.isTemplateExpression(argument) || ts.isCallExpression(node)) return undefined;
  return (
    argument.head.text +
    argument.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`).join('')
  );
}

/**
 * Whether the call runs later than the module is loaded.
 * @param {ts.Node} node
 */
function runsAfterLoad(node) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (ts.isFunctionLike(parent)) return true;
    // Instance properties are initialized with the object, static ones when the module is loaded.
    if (ts.isPropertyDeclaration(parent))
      return (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Static) === 0;
  }
  return false;
}

/** The keywords of the schema with translatable strings. */
const translatableKeywords = new Set(['title', 'description', 'enumDescriptions', 'label', 'reason']);

/** @returns {string[]} */
function schemaMessages() {
  /** @type {string[]} */
  const messages = [];
  // JSON.parse calls the reviver for each property, innermost first.
  JSON.parse(readFileSync(join(root, 'schemas/agent.schema.json'), 'utf8'), (keyword, value) => {
    if (translatableKeywords.has(keyword))
      messages.push(...[value].flat().filter((text) => typeof text === 'string' && text !== ''));
    return value;
  });
  return messages;
}
