import type { AnnotatedAgent, AnnotatedNode } from '../annotate';
import { allowedValues } from '../agentValues';
import { type SyntaxNode, type Span, spanOf } from '../syntax/document';
import { SubtreeCache } from '../syntax/subtreeCache';
import { redactedName } from '../secrets/redact';
import { redactCredentialsIn } from '../secrets/credentialPatterns';
import { labelOf } from '../schema/localizedSchema';
import { readReference, redactUrl } from '../secrets/secrets';

/** A property or item in the outline. */
export interface DocumentSymbol {
  readonly name: string;
  /** The value, truncated; never that of a secret. */
  readonly detail: string;
  readonly type: SyntaxNode['type'] | 'nothing';
  /** Key and value together. */
  readonly span: Span;
  /** The key, or `span` itself if there is no key. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

const maxDetailLength = 60;
/** Longer than any credential or URL, so that none is truncated before it is recognized. */
const maxScannedLength = 10_000;

/** The properties of an agent with their values, nested as in the text. */
export function documentSymbolsOf(agent: AnnotatedAgent): DocumentSymbol[] {
  const { root } = agent;
  if (!root) return [];
  return root.childNodes.map((node, index) => {
    // Items are named by their index.
    const key = node.type === 'property' ? '' : String(index);
    return (
      cache.get(agent, node, key) ??
      cache.set(agent, node, key, symbolAt(agent, node, root.top.childAt(node, index)))
    );
  });
}

const cache = new SubtreeCache<DocumentSymbol>(shiftSymbol);

function shiftSymbol(symbol: DocumentSymbol, shift: number): DocumentSymbol {
  const { name, detail, type, span, nameSpan, children } = symbol;
  const shifted = { offset: span.offset + shift, length: span.length };
  return {
    name,
    detail,
    type,
    span: shifted,
    nameSpan: nameSpan === span ? shifted : { offset: nameSpan.offset + shift, length: nameSpan.length },
    children: children.map((child) => shiftSymbol(child, shift)),
  };
}

/** `node`: the property or the item. */
function symbolAt(agent: AnnotatedAgent, node: SyntaxNode, annotated: AnnotatedNode): DocumentSymbol {
  const { key, value } = annotated;
  const span = spanOf(node);
  return {
    name: key ? symbolName(String(key.value)) : String(annotated.name),
    detail: detailOf(agent, annotated),
    type: value?.type ?? 'nothing',
    span,
    nameSpan: key ? spanOf(key) : span,
    children: annotated.children.map((child) =>
      symbolAt(agent, child.property ?? child.value ?? node, child),
    ),
  };
}

/** Editors reject symbols without a name. */
function symbolName(key: string): string {
  const name = redactedName(key);
  return name.trim() === '' ? `"${name}"` : name;
}

function detailOf(agent: AnnotatedAgent, { value, schema, isSecret }: AnnotatedNode): string {
  if (!value) return '';
  if (value.type === 'object') return `{${value.children?.length ?? 0}}`;
  if (value.type === 'array') return `[${value.children?.length ?? 0}]`;
  const text = String(value.value);
  if (isSecret) return readReference(text) ? text : '****';
  if (value.type !== 'string') return text;
  const enumValue =
    schema && allowedValues(schema, agent.options).find(({ value: allowed }) => allowed === text);
  if (enumValue && enumValue.label !== text) return truncatedLine(`${text} (${labelOf(enumValue)})`);
  // Only the start of a prompt is shown, so the rest is not scanned.
  return truncatedLine(redactCredentialsIn(redactUrl(text.slice(0, maxScannedLength))));
}

/**
 * Adds three dots instead of an ellipsis: with one character that doesn't fit in a byte, V8 takes two bytes for each character of the
 * response, and decoding it takes several times as long.
 */
function truncatedLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxDetailLength ? `${line.slice(0, maxDetailLength - 3)}...` : line;
}
