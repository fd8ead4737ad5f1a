import type { Position, Range } from 'vscode-languageserver';

type Check = (value: unknown) => boolean;

/** Method → checks of the parameters it requires besides `textDocument`. */
const required: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'textDocument/hover': { position: isPosition },
  'textDocument/completion': { position: isPosition },
  'completionItem/resolve': { label: (label) => typeof label === 'string' },
  'textDocument/references': { position: isPosition },
  'textDocument/documentHighlight': { position: isPosition },
  'textDocument/prepareRename': { position: isPosition },
  'textDocument/rename': { position: isPosition, newName: (name) => typeof name === 'string' },
  'textDocument/selectionRange': { positions: isArrayOf(isPosition) },
  'textDocument/codeAction': { range: isRange, context: isCodeActionContext },
  'textDocument/inlayHint': { range: isRange },
  'textDocument/formatting': { options: isRecord },
  'textDocument/rangeFormatting': { range: isRange, options: isRecord },
  'textDocument/definition': { position: isPosition },
  'workspace/willRenameFiles': { files: isArrayOf(isFileRename) },
  'workspace/diagnostic': { previousResultIds: isArrayOf(isPreviousResultId) },
};

/** Whether a client sent what LSP requires. `params` may be anything. */
export function areValidParams(method: string, params: unknown): boolean {
  if (!isRecord(params)) return false;
  const checks = Object.entries(required[method] ?? {});
  return (
    (!method.startsWith('textDocument/') || isTextDocument(params['textDocument'])) &&
    checks.every(([name, check]) => check(params[name]))
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArrayOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function isTextDocument(value: unknown): boolean {
  return isRecord(value) && typeof value['uri'] === 'string';
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && isUinteger(value['line']) && isUinteger(value['character']);
}

function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value['start']) && isPosition(value['end']);
}

function isCodeActionContext(value: unknown): boolean {
  return isRecord(value) && isArrayOf(isRecord)(value['diagnostics']);
}

function isPreviousResultId(value: unknown): boolean {
  return isRecord(value) && typeof value['uri'] === 'string' && typeof value['value'] === 'string';
}

function isFileRename(value: unknown): boolean {
  return isRecord(value) && typeof value['oldUri'] === 'string' && typeof value['newUri'] === 'string';
}

/** LSP: an integer from 0 to 2^31 - 1. */
function isUinteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}
