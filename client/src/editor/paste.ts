import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { escapedForPaste, plainTextOf } from '#language/features/paste';
import { parseAgent } from '#language/syntax/document';
import { type PasteApi, type PasteEdit, pasteApi } from './pasteApi';

const agents: vscode.DocumentSelector = { language: 'agent-json' };
const plainText = 'text/plain';
const uriList = 'text/uri-list';
/** The unescaped text that was copied from a string. */
const copiedText = 'application/vnd.agent-json.string';

/** Larger files are not prompts. */
const maxDroppedBytes = 1024 * 1024;

/**
 * Text that is pasted or dropped into a string is escaped, and text that is copied from one is pasted without its escapes. The
 * choice of plain text is VS Code's default paste. In versions before 1.97, which have no paste API, only dropping is supported.
 */
export function registerPaste(): vscode.Disposable {
  const drop = vscode.languages.registerDocumentDropEditProvider(agents, {
    provideDocumentDropEdits: dropEdit,
  });
  const api = pasteApi();
  return vscode.Disposable.from(drop, ...(api ? registerPasteProviders(api) : []));
}

function registerPasteProviders(api: PasteApi): vscode.Disposable[] {
  const kind = api.DocumentDropOrPasteEditKind.Text.append('agentJson');
  const edits = (text: string | undefined): PasteEdit[] | undefined =>
    text === undefined ? undefined : [new api.DocumentPasteEdit(text, l10n.t('Paste as JSON String'), kind)];
  const insideAgents = api.languages.registerDocumentPasteEditProvider(
    agents,
    {
      prepareDocumentPaste: copyWithoutEscapes,
      provideDocumentPasteEdits: async (document, ranges, data) =>
        edits(await textToPaste(document, ranges, data)),
    },
    {
      providedPasteEditKinds: [kind],
      pasteMimeTypes: [copiedText, plainText],
      copyMimeTypes: [copiedText],
    },
  );
  const outsideAgents = api.languages.registerDocumentPasteEditProvider(
    { pattern: '**' },
    {
      provideDocumentPasteEdits: async (document, _, data) =>
        document.languageId === 'agent-json' ? undefined : edits(await textIn(data, copiedText)),
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: [copiedText] },
  );
  return [insideAgents, outsideAgents];
}

function copyWithoutEscapes(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
): void {
  const [range] = ranges;
  if (!range || ranges.length > 1) return;
  const text = plainTextOf(parseAgent(document.getText()), toSpan(document, range));
  if (text !== undefined) data.set(copiedText, new vscode.DataTransferItem(text));
}

/** The text to insert; undefined if VS Code inserts it correctly, or if some cursors are outside of strings. */
async function textToPaste(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
): Promise<string | undefined> {
  const text = (await textIn(data, copiedText)) ?? (await textIn(data, plainText));
  if (text === undefined) return undefined;
  const agent = parseAgent(document.getText());
  const texts = new Set(ranges.map((range) => escapedForPaste(agent, toSpan(document, range), text)));
  const [only] = texts;
  return texts.size === 1 ? only : undefined;
}

async function textIn(data: vscode.DataTransfer, type: string): Promise<string | undefined> {
  return data.get(type)?.asString();
}

/** The contents of a dropped text file. */
async function dropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  data: vscode.DataTransfer,
): Promise<vscode.DocumentDropEdit | undefined> {
  const text = await readDroppedText(data);
  if (text === undefined) return undefined;
  const agent = parseAgent(document.getText());
  const escaped = escapedForPaste(agent, { offset: document.offsetAt(position), length: 0 }, text);
  return escaped === undefined ? undefined : new vscode.DocumentDropEdit(escaped);
}

async function readDroppedText(data: vscode.DataTransfer): Promise<string | undefined> {
  const uris = ((await textIn(data, uriList)) ?? '').split(/\r?\n/).filter((line) => line !== '');
  const [uri] = uris;
  if (uri === undefined || uris.length > 1) return undefined;
  try {
    const file = vscode.Uri.parse(uri, true);
    const { size, type } = await vscode.workspace.fs.stat(file);
    if (type !== vscode.FileType.File || size > maxDroppedBytes) return undefined;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file));
    return text.includes('\0') ? undefined : text;
  } catch {
    // For files that can't be read as text, VS Code inserts the path.
    return undefined;
  }
}

function toSpan(document: vscode.TextDocument, range: vscode.Range): { offset: number; length: number } {
  const offset = document.offsetAt(range.start);
  return { offset, length: document.offsetAt(range.end) - offset };
}
