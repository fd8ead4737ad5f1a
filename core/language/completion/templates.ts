import * as l10n from '@vscode/l10n';
import { layoutOf, type Layout } from '../syntax/edit';
import { type Json, type Path, fromPointer, toPointer } from '../syntax/json';
import type { AgentSchema, Provider } from '../schema/schema';
import { labelOf } from '../schema/localizedSchema';
import { propertyNames } from './propertyNames';
import { suggestedReference } from '../codeActions/placeholders';
import { referenceText } from '../secrets/secrets';
import { valueSnippet, jsonText } from './snippets';
import type { CompletionCandidate, Request } from './item';

/** In an empty file: whole agents with tab stops, then each property in braces. */
export function templates(request: Request): CompletionCandidate[] {
  const { schema, position, snippets, text } = request;
  if (position.kind !== 'value' || position.path.length > 0) return [];
  // The editor replaces tabs in a snippet with the indentation of the file.
  const layout = snippets ? { ...layoutOf(text), indent: '\t' } : layoutOf(text);
  const agents = [undefined, ...schema.providers.values()];
  const names = propertyNames({ ...request, position: { ...position, kind: 'name', missing: 'value' } });
  return [
    ...agents.map((provider) => template(schema, provider, snippets, layout)),
    ...names.map((candidate) => ({
      ...candidate,
      text: `{${layout.eol}${layout.indent}${candidate.text}${layout.eol}}`,
    })),
  ];
}

/** A new agent as a snippet. */
export interface NewAgent {
  /** The label of its provider; undefined without a provider. */
  readonly provider: string | undefined;
  readonly snippet: string;
}

/** New agents: without a provider, and for each provider. */
export function newAgents(schema: AgentSchema): readonly NewAgent[] {
  const layout = { ...layoutOf(''), indent: '\t' };
  return [undefined, ...schema.providers.values()].map((provider) => ({
    provider: provider && labelOf(provider),
    snippet: template(schema, provider, true, layout).text,
  }));
}

/** The required properties, and those that the provider requires. Only the provider has a value. */
function template(
  schema: AgentSchema,
  provider: Provider | undefined,
  snippets: boolean,
  layout: Layout,
): CompletionCandidate {
  const required = schema.root.required.map((name) => toPointer([name]));
  const pointers = provider ? [...required, '/assistant_provider', ...requiredBy(provider)] : required;
  const fixedValues = new Map<string, Json>(provider ? [['/assistant_provider', provider.id]] : []);
  const label = provider ? l10n.t`New ${labelOf(provider)} agent` : l10n.t('New agent');
  return {
    label,
    kind: 'template',
    note: undefined,
    detail: l10n.t('required properties only'),
    documentation: () => pointers.map((pointer) => `- \`${fromPointer(pointer).join('.')}\``).join('\n'),
    // The provider's name first: editors rank by the start of the match, and its properties start with it, too.
    matches: [provider?.id ?? 'agent', label],
    text: objectText(treeOf(pointers), [], { schema, fixedValues, snippets, layout, stops: counter() }),
    snippet: snippets,
    triggerSuggest: false,
  };
}

/** One pointer per requirement of a provider that the pointers before it don't meet. */
function requiredBy({ requires }: Provider): string[] {
  return requires.reduce<string[]>(
    (chosen, { any }) =>
      any.some((pointer) => chosen.includes(pointer)) ? chosen : [...chosen, ...any.slice(0, 1)],
    [],
  );
}

/** Names with the names nested in them. */
interface Tree {
  readonly children: Map<string, Tree>;
}

function treeOf(pointers: readonly string[]): Tree {
  const root: Tree = { children: new Map() };
  for (const pointer of pointers) {
    let branch = root;
    for (const name of fromPointer(pointer)) {
      const next = branch.children.get(name) ?? { children: new Map<string, Tree>() };
      branch.children.set(name, next);
      branch = next;
    }
  }
  return root;
}

interface TemplateContext {
  readonly schema: AgentSchema;
  readonly fixedValues: ReadonlyMap<string, Json>;
  readonly snippets: boolean;
  readonly layout: Layout;
  readonly stops: () => number;
}

function objectText(tree: Tree, path: Path, context: TemplateContext): string {
  const { eol, indent } = context.layout;
  const lines = Array.from(tree.children, ([name, branch]) => {
    const value = templateValue([...path, name], branch, context);
    return indent.repeat(path.length + 1) + `${jsonText(name, context.snippets)}: ${value}`;
  });
  return ['{', lines.join(`,${eol}`), `${indent.repeat(path.length)}}`].join(eol);
}

function templateValue(path: Path, tree: Tree, context: TemplateContext): string {
  const { schema, fixedValues, snippets, stops } = context;
  if (tree.children.size > 0) return objectText(tree, path, context);
  const value = fixedValues.get(toPointer(path));
  if (value !== undefined) return jsonText(value, snippets);
  const property = schema.atPointer(toPointer(path));
  if (property.secret) return jsonText(referenceText(suggestedReference(schema, path, 'secret')), snippets);
  if (snippets && property.types.includes('boolean')) return `\${${stops()}|true,false|}`;
  return valueSnippet(property, snippets, stops());
}

function counter(): () => number {
  let count = 0;
  return () => ++count;
}
