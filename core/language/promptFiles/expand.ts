import type { AgentSchema } from '../schema/schema';
import { annotate } from '../annotate';
import { type AgentDocument, type Span, endOf, findValue, parseAgent, spanOf } from '../syntax/document';
import { type TextEdit, applyEdits, textReplacement } from '../syntax/edit';
import type { Path } from '../syntax/json';
import { type PromptFile, type PromptFileError, promptFromFileText } from './promptText';
import { promptReference, readPromptReference } from './reference';

/** A property whose value is in a prompt file. */
export interface PromptReference {
  readonly path: Path;
  /** The path in the reference, relative to the agent file. */
  readonly file: string;
}

/** A reference in the text of an agent file. */
export interface PromptUse extends PromptReference {
  /** The string in the agent file's text, with its quotes. */
  readonly span: Span;
}

export interface ExpandedPrompt extends PromptUse {
  /** The same for all references to the file, such as `./a.md` and `a.md`. */
  readonly id: string;
  /** The string in the expanded text, with its quotes. */
  readonly expandedSpan: Span;
}

/** An agent file with its prompts in place of the references to them. */
export interface ExpandedAgent {
  readonly source: string;
  readonly text: string;
  readonly prompts: readonly ExpandedPrompt[];
  /** References that are not replaced, because their files can't be read. */
  readonly unresolved: readonly (PromptUse & { readonly error: PromptFileError })[];
}

/** All references to prompt files, in document order. Only properties with long texts (`x-multiline`) can have one. */
export function promptUsesIn(document: AgentDocument, schema: AgentSchema): PromptUse[] {
  // Most agents have none, and annotating takes time.
  if (!document.text.includes('file:')) return [];
  return annotate(document, schema).strings.flatMap(({ path, text, span, schema: property }) => {
    const file = property?.multiline ? readPromptReference(text) : undefined;
    return file === undefined ? [] : [{ path, file, span }];
  });
}

/** Replaces each reference with the prompt. `read` gets the path in the reference. */
export function expandPrompts(
  document: AgentDocument,
  schema: AgentSchema,
  read: (file: string) => PromptFile,
): ExpandedAgent {
  const prompts: ExpandedPrompt[] = [];
  const unresolved: (PromptUse & { readonly error: PromptFileError })[] = [];
  const edits: TextEdit[] = [];
  let shift = 0;
  for (const use of promptUsesIn(document, schema)) {
    const prompt = read(use.file);
    if (prompt.kind !== 'text') {
      unresolved.push({ ...use, error: prompt.kind });
      continue;
    }
    const newText = JSON.stringify(promptFromFileText(prompt.text));
    edits.push({ ...use.span, newText });
    const expandedSpan = { offset: use.span.offset + shift, length: newText.length };
    prompts.push({ ...use, id: prompt.path ?? use.file, expandedSpan });
    shift += newText.length - use.span.length;
  }
  return { source: document.text, text: applyEdits(document.text, edits), prompts, unresolved };
}

/** Edits of an expanded agent, split into edits of its files. */
export interface CollapsedEdits {
  readonly edits: readonly TextEdit[];
  /** New prompts by the path in the reference, those that changed. */
  readonly prompts: ReadonlyMap<string, string>;
}

/**
 * Splits edits of the expanded text: changes of a prompt belong to its file, all others to the agent file. Two properties with one
 * file that would get different prompts: the second one is written into the agent file.
 */
export function collapseEdits(expanded: ExpandedAgent, edits: readonly TextEdit[]): CollapsedEdits {
  const before = parseAgent(expanded.text);
  const after = parseAgent(applyEdits(expanded.text, edits));
  const byId = new Map<string, string>();
  const prompts = new Map<string, string>();
  const references: TextEdit[] = [];
  for (const { path, file, id } of expanded.prompts) {
    const node = findValue(after, path);
    if (node?.type !== 'string') continue;
    const prompt = String(node.value);
    if ((byId.get(id) ?? prompt) !== prompt) continue;
    references.push({ ...spanOf(node), newText: JSON.stringify(promptReference(file)) });
    if (!byId.has(id) && prompt !== findValue(before, path)?.value) prompts.set(file, prompt);
    byId.set(id, prompt);
  }
  return { edits: editsOfSource(expanded, edits, applyEdits(after.text, references)), prompts };
}

/** The edits with offsets in the agent file; a single edit of the whole change if an edit is partly inside a prompt. */
function editsOfSource({ source, prompts }: ExpandedAgent, edits: readonly TextEdit[], result: string) {
  const otherEdits = edits.filter(
    (edit) => !prompts.some(({ expandedSpan }) => isInsideString(edit, expandedSpan)),
  );
  const moved = otherEdits.map(({ newText, ...span }) => ({ ...sourceSpan(prompts, span), newText }));
  return applyEdits(source, moved) === result ? moved : textReplacement(source, result);
}

/** Whether a range is between the quotes or covers the whole string. Text inserted next to the string is outside. */
function isInsideString(edit: Span, span: Span): boolean {
  const isWhole = edit.offset === span.offset && edit.length === span.length;
  return isWhole || (span.offset < edit.offset && endOf(edit) < endOf(span));
}

/** A span of the expanded text in the agent file's text. For a span inside a prompt, the whole reference. */
export function sourceSpan(prompts: readonly ExpandedPrompt[], span: Span): Span {
  const prompt = promptAround(prompts, span);
  if (prompt) return prompt.span;
  const offset = sourceOffset(prompts, span.offset);
  return { offset, length: sourceOffset(prompts, endOf(span)) - offset };
}

/** The prompt that a span of the expanded text is inside of. */
export function promptAround(prompts: readonly ExpandedPrompt[], span: Span): ExpandedPrompt | undefined {
  return prompts.find(({ expandedSpan }) => isInsideString(span, expandedSpan));
}

/** An offset of the expanded text in the agent file's text; inside of a prompt, the start of its reference. */
function sourceOffset(prompts: readonly ExpandedPrompt[], offset: number): number {
  const last = prompts.findLast(({ expandedSpan }) => expandedSpan.offset < offset);
  if (!last) return offset;
  const { span, expandedSpan } = last;
  return offset < endOf(expandedSpan) ? span.offset : offset - endOf(expandedSpan) + endOf(span);
}
