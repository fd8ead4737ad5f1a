// Collects all translatable texts: arguments of `l10n.t` in the code, and texts of the schema.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../host/folders.mjs';

/** The one file that translates texts which it does not spell out: the schema's. */
const speaksForSchema = 'core/language/schema/localizedSchema.ts';

/**
 * All translatable texts without duplicates, sorted.
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
 * The texts in one file's source, `{0}` where something is filled in. Throws where one would never be found in a table of
 * translations, or would be looked up before the language is known.
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
 * The key in the tables; undefined where it is known at run time only.
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
 * Whether it stands in something that is run later, not while the module is loaded.
 * @param {ts.Node} node
 */
function waitsForLanguage(node) {
  for (let around = node.parent; around; around = around.parent) {
    if (ts.isFunctionLike(around)) return true;
    // A property gets its value when an object is made; a static one when the module is loaded.
    if (ts.isPropertyDeclaration(around))
      return (ts.getCombinedModifierFlags(around) & ts.ModifierFlags.Static) === 0;
  }
  return false;
}

/** The schema's keywords with translatable texts. */
const readByPeople = new Set(['title', 'description', 'enumDescriptions', 'label', 'why']);

/** @returns {string[]} */
function textsOfSchema() {
  /** @type {string[]} */
  const found = [];
  // JSON.parse hands over each member on its way, the innermost first.
  JSON.parse(readFileSync(join(root, 'schemas/agent.schema.json'), 'utf8'), (keyword, value) => {
    if (readByPeople.has(keyword))
      found.push(...[value].flat().filter((text) => typeof text === 'string' && text !== ''));
    return value;
  });
  return found;
}
