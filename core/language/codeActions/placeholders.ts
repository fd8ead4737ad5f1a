import type { AnnotatedAgent } from '../annotate';
import { type TextEdit, editAgent } from '../syntax/edit';
import { type Json, type Path, fromPointer, toJsonText } from '../syntax/json';
import { placeholderFor } from '../diagnostics/strings';
import type { AgentSchema, PropertySchema } from '../schema/schema';
import { type SecretReference, readReference, referenceText } from '../secrets/secrets';

/** Edits for any client, and the same with tab stops where one edit does it. */
export interface FilledEdits {
  readonly edits: TextEdit[];
  readonly snippetEdits?: TextEdit[];
}

/** What stands in new text until the text is laid out, and becomes a value or a tab stop then. No agent holds it. */
const gap = (index: number) => `\uE000${index}\uE001`;
const gaps = /"\uE000(\d+)\uE001"/g;

/**
 * Writes the members at `pointers`, each with something that only a person can fill in, and sets `settled` values along
 * with them. Nothing that is filled in counts as valid: a placeholder is a problem of its own, a reference must resolve.
 */
export function fillIn(
  agent: AnnotatedAgent,
  pointers: readonly string[],
  settled: readonly { readonly path: Path; readonly value: Json }[] = [],
): FilledEdits {
  const paths = pointers.map(fromPointer);
  const filled = paths.map((path, index) => ({ path, value: gap(index) }));
  const edits = editAgent(agent.document, [...settled, ...filled]);
  const members = paths.map((path) => [path, agent.schema.at(path)] as const);
  const written = (
    fill: (path: Path, member: PropertySchema | undefined, stop: number) => string,
    text: string,
  ) =>
    text.replaceAll(gaps, (whole, index: string) => {
      const [path, member] = members[Number(index)] ?? [];
      return path ? fill(path, member, Number(index) + 1) : whole;
    });
  return {
    edits: edits.map((edit) => ({
      ...edit,
      newText: written((path, member) => plainValue(agent.schema, path, member), edit.newText),
    })),
    // Of several snippets at once VS Code indents all but the first badly: what stands before a further one's first tab stop, it
    // takes for text that was there.
    ...(edits.length === 1
      ? {
          snippetEdits: edits.map((edit) => ({
            ...edit,
            newText: written((...place) => tabStop(agent.schema, ...place), escaped(unindented(agent, edit))),
          })),
        }
      : {}),
  };
}

/** Editors put the indentation of the line that a snippet is inserted at in front of its further lines. */
function unindented({ document: { text } }: AnnotatedAgent, { offset, newText }: TextEdit): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
  return newText.replaceAll(`\n${indentation}`, '\n');
}

/** The reference that a secret is likely to have: the one of its example, else one named like the member. */
export function suggestedReference(
  schema: AgentSchema,
  path: Path,
  source: SecretReference['source'],
): SecretReference {
  const [example] = schema.at(path)?.examples ?? [];
  const known = typeof example === 'string' ? readReference(example) : undefined;
  const name = String(path.at(-1))
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, '_');
  return { source, name: known?.name ?? name.replace(/^(?=\d)/, '_') };
}

/** JSON text of what only a person can replace; null where no text belongs. */
function plainValue(schema: AgentSchema, path: Path, member: PropertySchema | undefined): string {
  const text = textFor(schema, path, member);
  return text === undefined ? 'null' : toJsonText(text);
}

function tabStop(schema: AgentSchema, path: Path, member: PropertySchema | undefined, stop: number): string {
  const text = textFor(schema, path, member);
  if (text !== undefined) return `"\${${stop}:${escaped(text)}}"`;
  return member?.types.includes('boolean') ? `\${${stop}|true,false|}` : `\${${stop}:null}`;
}

function textFor(schema: AgentSchema, path: Path, member: PropertySchema | undefined): string | undefined {
  if (member?.secret) return referenceText(suggestedReference(schema, path, 'secret'));
  return !member || member.types.includes('string') ? placeholderFor(String(path.at(-1))) : undefined;
}

/** Text that a snippet reads as it stands. */
function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}
