// Collects all translatable strings: arguments of `l10n.t` in the source code, and strings in the schema.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../host/folders.mjs';

/** The only file with non-literal arguments of `l10n.t`: it translates the schema. */
const speaksForSchema = 'core/language/schema/localizedSchema.ts';

/**
 * All translatable strings, unique and sorted.
 * @returns {string[]}
 */
export function textsToTranslate() {
  const said = sources().flatMap((file) => textsIn(file, readFileSync(join(root, file), 'utf8')));
  return [...new Set([...said, ...textsOfSchema()])].sort();
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
export function textsIn(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isTranslation(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      const where = `${file}:${line + 1}`;
      const text = textOf(node);
      if (!waitsForLanguage(node)) throw new Error(`${where} runs before the language is known`);
      if (text !== undefined) found.push(text);
      else if (file !== speaksForSchema)
        throw new Error(`${where} translates a string that is not a literal`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/**
 * `l10n.t(…)` or l10n.t`…`
 * @param {ts.Node} node
 * @returns {node is ts.CallExpression | ts.TaggedTemplateExpression}
 */
function isTranslation(node) {
  const called = ts.isCallExpression(node)
    ? node.expression
    : ts.isTaggedTemplateExpression(node)
      ? node.tag
      : undefined;
  return called?.getText() === 'l10n.t';
}

/**
 * The key in the bundles; undefined if it is only known at runtime.
 * @param {ts.CallExpression | ts.TaggedTemplateExpression} node
 */
function textOf(node) {
  const said = ts.isCallExpression(node) ? node.arguments[0] : node.template;
  if (said && ts.isStringLiteralLike(said)) return said.text;
  if (!said || !ts.isTemplateExpression(said) || ts.isCallExpression(node)) return undefined;
  return (
    said.head.text + said.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`).join('')
  );
}

/**
 * Whether the call runs later than the module is loaded.
 * @param {ts.Node} node
 */
function waitsForLanguage(node) {
  for (let around = node.parent; around; around = around.parent) {
    if (ts.isFunctionLike(around)) return true;
    // Instance properties are initialized with the object, static ones when the module is loaded.
    if (ts.isPropertyDeclaration(around))
      return (ts.getCombinedModifierFlags(around) & ts.ModifierFlags.Static) === 0;
  }
  return false;
}

/** The keywords of the schema with translatable strings. */
const readByPeople = new Set(['title', 'description', 'enumDescriptions', 'label', 'why']);

/** @returns {string[]} */
function textsOfSchema() {
  /** @type {string[]} */
  const found = [];
  // JSON.parse calls the reviver for each property, innermost first.
  JSON.parse(readFileSync(join(root, 'schemas/agent.schema.json'), 'utf8'), (keyword, value) => {
    if (readByPeople.has(keyword))
      found.push(...[value].flat().filter((text) => typeof text === 'string' && text !== ''));
    return value;
  });
  return found;
}
