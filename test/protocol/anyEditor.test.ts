import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRequest,
  InsertTextFormat,
  type Position,
  type Range,
  SemanticTokensRequest,
  type TextEdit,
} from 'vscode-languageserver/node';
import { applyEdits } from '#language/syntax/edit';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/caf%C3%A9.agent.json';
const line = (text: string) => `  ${text}\n`;
/** Contains multi-byte characters before each requested position. */
const text = [
  '{\n',
  line('"agent_name": "Café 漢字 😀", "description": "é Hi {{name}}", "inbound": true,'),
  line('"contact_number": "+14155550123", "websocket_url": "wss://a.example/é漢",'),
  line('"agent_gives_first_message": null, "langauge": "fr", "llm_model": "gpt-5"'),
  '}\n',
].join('');

interface Flavour {
  readonly pulls: boolean;
  readonly snippets: boolean;
}

function capabilitiesOf({ pulls, snippets }: Flavour): ClientCapabilities {
  return {
    workspace: { workspaceEdit: { documentChanges: snippets, snippetEditSupport: snippets } },
    textDocument: {
      ...(pulls ? { diagnostic: {} } : {}),
      hover: { contentFormat: ['markdown'] },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      completion: { completionItem: { snippetSupport: snippets } },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [CodeActionKind.QuickFix] } } },
    },
  };
}

/** Converts positions as a client does, independently of the server's implementation. */
class Reader {
  offset({ line, character }: Position): number {
    const before = text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
    return before + character;
  }
  position(offset: number): Position {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }
  covered({ start, end }: Range): string {
    return text.slice(this.offset(start), this.offset(end));
  }
  apply(edits: readonly TextEdit[]): string {
    const inOffsets = edits.map(({ range, newText }) => {
      const offset = this.offset(range.start);
      return { offset, length: this.offset(range.end) - offset, newText };
    });
    return applyEdits(text, inOffsets);
  }
}

/** The visible results of a session, independent of position encoding and transport. */
async function session(flavour: Flavour): Promise<string[]> {
  const client = await TestClient.start({ capabilities: capabilitiesOf(flavour) });
  const { connection } = client;
  const reader = new Reader();
  const textDocument = { uri };
  const at = (location: string) => ({ textDocument, position: reader.position(text.indexOf(location) + 1) });

  const pushed = flavour.pulls ? undefined : client.nextPublished();
  await client.open(uri, text);
  const diagnostics = pushed
    ? (await pushed).diagnostics
    : itemsOf(await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }));
  const hover = await connection.sendRequest(HoverRequest.type, at('"fr"'));
  const items = await connection.sendRequest(CompletionRequest.type, at('"gpt-5"'));
  const misspelled = diagnostics.find(({ code }) => code === 'unknown-property');
  assert.ok(misspelled && hover?.range && Array.isArray(items));
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: misspelled.range,
    context: { diagnostics: [misspelled] },
  });
  const options = { tabSize: 4, insertSpaces: true };
  const formatting = await connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
  const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
  const links = await connection.sendRequest(DocumentLinkRequest.type, { textDocument });
  const range = { start: reader.position(0), end: reader.position(text.length) };
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  const tokens = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  await client.stop();

  return [
    ...diagnostics.map(({ code, range }) => `diagnostic ${String(code)}: ${reader.covered(range)}`),
    `hover: ${reader.covered(hover.range)}`,
    `completions: ${items.map(({ label }) => label).join(' ')}`,
    `accepted: ${lineOf(reader.apply([editOf(items, 'gpt-4.1')]), 'llm_model')}`,
    `fixed: ${lineOf(reader.apply(editsOf(actions)), 'llm_model')}`,
    `formatted: ${lineOf(reader.apply(formatting ?? []), 'description')}`,
    ...(symbols ?? [])
      .filter(isNested)
      .map((symbol) => `symbol ${symbol.name}: ${reader.covered(symbol.range)}`),
    ...(links ?? []).map((link) => `link: ${reader.covered(link.range)}`),
    ...(hints ?? []).map(
      ({ position, label }) => `hint ${JSON.stringify(label)} at ${reader.offset(position)}`,
    ),
    `token: ${tokens ? firstToken(tokens.data, reader) : ''}`,
  ];
}

function itemsOf(report: { kind: string; items?: Diagnostic[] }): Diagnostic[] {
  return report.items ?? [];
}

function isNested(symbol: object): symbol is DocumentSymbol {
  return 'selectionRange' in symbol;
}

function lineOf(after: string, property: string): string {
  return after.split('\n').find((line) => line.includes(`"${property}"`)) ?? '';
}

function editOf(items: readonly CompletionItem[], label: string): TextEdit {
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(
    item?.textEdit && 'range' in item.textEdit,
    `${label} among ${items.map((candidate) => candidate.label).join(' ')}`,
  );
  return item.textEdit;
}

function editsOf(actions: readonly object[] | null): TextEdit[] {
  const preferred = actions?.find((action): action is CodeAction => 'isPreferred' in action);
  assert.equal(preferred?.diagnostics?.length, 1);
  const { changes, documentChanges } = preferred.edit ?? {};
  const versioned = documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));
  return (versioned ?? changes?.[uri] ?? []).filter((edit): edit is TextEdit => 'newText' in edit);
}

function firstToken([line = 0, character = 0, length = 0]: readonly number[], reader: Reader): string {
  return reader.covered({ start: { line, character }, end: { line, character: character + length } });
}

const flavours = [true, false].flatMap((pulls) => [true, false].map((snippets) => ({ pulls, snippets })));

describe('results are the same in every editor', () => {
  for (const flavour of flavours) {
    const { pulls, snippets } = flavour;
    const name = `${pulls ? 'asks' : 'waits'}, ${snippets ? 'snippets' : 'plain text'}`;
    it(name, async () => {
      assert.deepEqual(await session(flavour), [
        'diagnostic unknown-property: "langauge"',
        'diagnostic not-in-enum: "gpt-5"',
        'hover: "fr"',
        'completions: gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini claude-sonnet-4-5-20250929',
        'accepted:   "agent_gives_first_message": null, "langauge": "fr", "llm_model": "gpt-4.1"',
        'fixed:   "agent_gives_first_message": null, "language": "fr", "llm_model": "gpt-5"',
        'formatted:   "description": "é Hi {{name}}",',
        'symbol agent_name: "agent_name": "Café 漢字 😀"',
        'symbol description: "description": "é Hi {{name}}"',
        'symbol inbound: "inbound": true',
        'symbol contact_number: "contact_number": "+14155550123"',
        'symbol websocket_url: "websocket_url": "wss://a.example/é漢"',
        'symbol agent_gives_first_message: "agent_gives_first_message": null',
        'symbol langauge: "langauge": "fr"',
        'symbol llm_model: "llm_model": "gpt-5"',
        'link: wss://a.example/é漢',
        'token: {{name}}',
      ]);
    });
  }
});

describe('tab stops are only sent to clients that support them', () => {
  async function itemsFor(snippets: boolean): Promise<CompletionItem[]> {
    const client = await TestClient.start({
      capabilities: capabilitiesOf({ pulls: false, snippets }),
    });
    await client.open(uri, '{\n  \n}');
    const position = { line: 1, character: 2 };
    const items = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    await client.stop();
    assert.ok(Array.isArray(items) && items.length > 0);
    return items;
  }
  const isSnippet = ({ insertTextFormat }: CompletionItem) => insertTextFormat === InsertTextFormat.Snippet;
  it('with snippets', async () => assert.ok((await itemsFor(true)).some(isSnippet)));
  it('without snippets', async () => assert.deepEqual((await itemsFor(false)).filter(isSnippet), []));
});

describe('the label or reason of a completion', () => {
  async function french(labelDetailsSupport: boolean): Promise<CompletionItem | undefined> {
    const client = await TestClient.start({
      capabilities: { textDocument: { completion: { completionItem: { labelDetailsSupport } } } },
    });
    await client.open(uri, '{"language": ""}');
    const position = { line: 0, character: '{"language": "'.length };
    const items = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    await client.stop();
    return Array.isArray(items) ? items.find(({ label }) => label === 'fr') : undefined;
  }
  it('is in its label details if the client supports them', async () => {
    const item = await french(true);
    assert.deepEqual([item?.labelDetails, item?.detail], [{ description: 'French' }, undefined]);
  });
  it('is in its detail otherwise', async () => {
    const item = await french(false);
    assert.deepEqual([item?.labelDetails, item?.detail], [undefined, 'French']);
  });
});
