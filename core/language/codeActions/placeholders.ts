import type { AnnotatedAgent } from '../annotate';
import { type TextEdit, editAgent } from '../syntax/edit';
import { type Json, type Path, fromPointer, toJsonText } from '../syntax/json';
import { placeholderFor } from '../diagnostics/strings';
import type { AgentSchema, PropertySchema } from '../schema/schema';
import { type SecretReference, readReference, referenceText } from '../secrets/secrets';
import type { Fix } from './fix';

/**
 * Represents the n-th value until the new text is formatted, then becomes a placeholder or a tab stop. Private-use characters don't occur
 * in agents.
 */
const marker = (index: number) => `\uE000${index}\uE001`;
const markers = /"\uE000(\d+)\uE001"/g;

/**
 * Adds the properties at `pointers` with placeholders or secret references, and sets the `fixedValues` as well. No inserted value is
 * valid as it is: a placeholder is reported, and a reference must resolve. A single edit is also returned with tab stops.
 */
export function insertPlaceholders(
  agent: AnnotatedAgent,
  pointers: readonly string[],
  fixedValues: readonly { readonly path: Path; readonly value: Json }[] = [],
): Pick<Fix, 'edits' | 'snippetEdits'> {
  const paths = pointers.map(fromPointer);
  const filled = paths.map((path, index) => ({ path, value: marker(index) }));
  const edits = editAgent(agent.document, [...fixedValues, ...filled]);
  const properties = paths.map((path) => [path, agent.schema.at(path)] as const);
  const written = (
    fill: (path: Path, property: PropertySchema | undefined, stop: number) => string,
    text: string,
  ) =>
    text.replaceAll(markers, (whole, index: string) => {
      const [path, property] = properties[Number(index)] ?? [];
      return path ? fill(path, property, Number(index) + 1) : whole;
    });
  return {
    edits: edits.map((edit) => ({
      ...edit,
      newText: written((path, property) => placeholderText(agent.schema, path, property), edit.newText),
    })),
    // VS Code only indents the first of several snippets correctly, because it treats the text before the first tab stop of a later one
    // as text of the document.
    ...(edits.length === 1
      ? {
          snippetEdits: edits.map((edit) => ({
            ...edit,
            newText: written(
              (...args) => tabStop(agent.schema, ...args),
              escapeSnippet(removeIndentation(agent, edit)),
            ),
          })),
        }
      : {}),
  };
}

/** Editors indent all lines of a snippet after the first like the line it is inserted into. */
function removeIndentation({ document: { text } }: AnnotatedAgent, { offset, newText }: TextEdit): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
  return newText.replaceAll(`\n${indentation}`, '\n');
}

/** The reference in the example of the property, or one named after the property. */
export function suggestedReference(
  schema: AgentSchema,
  path: Path,
  source: SecretReference['source'],
): SecretReference {
  const [example] = schema.at(path)?.examples ?? [];
  const reference = typeof example === 'string' ? readReference(example) : undefined;
  const name = String(path.at(-1))
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, '_');
  return { source, name: reference?.name ?? name.replace(/^(?=\d)/, '_') };
}

/** JSON text of the placeholder; null if a string is not allowed. */
function placeholderText(schema: AgentSchema, path: Path, property: PropertySchema | undefined): string {
  const text = placeholderAt(schema, path, property);
  return text === undefined ? 'null' : toJsonText(text);
}

function tabStop(
  schema: AgentSchema,
  path: Path,
  property: PropertySchema | undefined,
  stop: number,
): string {
  const text = placeholderAt(schema, path, property);
  if (text !== undefined) return `"\${${stop}:${escapeSnippet(text)}}"`;
  return property?.types.includes('boolean') ? `\${${stop}|true,false|}` : `\${${stop}:null}`;
}

function placeholderAt(
  schema: AgentSchema,
  path: Path,
  property: PropertySchema | undefined,
): string | undefined {
  if (property?.secret) return referenceText(suggestedReference(schema, path, 'secret'));
  return !property || property.types.includes('string') ? placeholderFor(String(path.at(-1))) : undefined;
}

/** Escapes the characters that have a meaning in snippets. */
function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}
