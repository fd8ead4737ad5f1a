import { findValue, parseAgent, spanOf } from '#language/syntax/document';
import { type Path, fromPointer } from '#language/syntax/json';
import { describeBlock } from '#sync/messages/describeBlock';
import type { BlockCause } from '#sync/model';
import type { Rejection } from '#sync/rejections';
import { Lines } from '../files/lines';
import type { Diagnostic } from '../output/report';
import { referenceMessages } from './secrets';

/** The reasons why nothing was sent, as diagnostics. */
export function diagnosticsOfBlock(text: string, causes: readonly BlockCause[]): Diagnostic[] {
  return diagnosticsAt(
    text,
    causes.map((cause) => ({ path: pathOfCause(cause), message: causeMessage(cause), source: 'agent-json' })),
  );
}

/** The errors of the server, as diagnostics. */
export function diagnosticsOfRejections(text: string, rejections: readonly Rejection[]): Diagnostic[] {
  return diagnosticsAt(
    text,
    rejections.map(({ path, text: message }) => ({ path, message, source: 'Cekura' })),
  );
}

function diagnosticsAt(
  text: string,
  problems: readonly (Pick<Diagnostic, 'message' | 'source'> & { readonly path: Path })[],
): Diagnostic[] {
  const document = parseAgent(text);
  const lines = new Lines(text);
  return problems.map(({ path, message, source }) => {
    const node = nearestSpan(document, path);
    const range = lines.rangeOf(node ? spanOf(node) : { offset: 0, length: 0 });
    return { source, severity: 'error', message, range };
  });
}

/** The span of the value at a path, or the nearest one; undefined for the agent as a whole. */
function nearestSpan(document: ReturnType<typeof parseAgent>, path: Path): ReturnType<typeof findValue> {
  if (path.length === 0) return undefined;
  return findValue(document, path) ?? nearestSpan(document, path.slice(0, -1));
}

function pathOfCause(cause: BlockCause): Path {
  if ('pointer' in cause) return fromPointer(cause.pointer);
  return cause.kind === 'bad-id' ? ['id'] : [];
}

export function causeMessage(cause: BlockCause): string {
  switch (cause.kind) {
    case 'missing-reference':
      return referenceMessages(cause.reference).missing;
    case 'unapproved-reference':
      return referenceMessages(cause.reference).notAllowed;
    default:
      return describeBlock(cause);
  }
}
