import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { atCursor } from '#support/language/agents';
import { expandSnippet } from '#support/language/completions';
import { namePieces, objectContexts, valuePieces } from '#support/language/partialInputs';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/half-typed.agent.json';

/** Repeats the tests of the language core through the protocol. */
for (const snippets of [true, false]) {
  describe(`accepting a completion in an editor ${snippets ? 'with' : 'without'} snippets`, () => {
    const capabilities: ClientCapabilities = {
      textDocument: { completion: { completionItem: { snippetSupport: snippets } } },
    };
    let client: TestClient;
    let version = 1;
    let cases = 0;
    before(async () => {
      client = await TestClient.start({ capabilities });
      await client.open(uri, '');
    });
    after(() => client.stop());

    for (const [style, piece] of Object.entries(namePieces))
      it(`keeps JSON valid: a property, ${style}`, () => acceptAll((around) => around(piece)));

    for (const [style, piece] of Object.entries(valuePieces))
      it(`keeps JSON valid: a value, ${style}`, () =>
        acceptAll((around) => around(`"agent_gives_first_message": ${piece}`)));

    it('covers more than ten thousand cases', () => assert.ok(cases > 10_000, `${cases} cases`));

    async function acceptAll(write: (around: (piece: string) => string) => string): Promise<void> {
      for (const { insert, properties: properties } of objectContexts()) {
        const marked = write(insert);
        const { text, offset } = atCursor(marked);
        const items = await itemsAt(text, offset);
        assert.notEqual(items.length, 0, marked);
        for (const item of items) {
          const agent: unknown = JSON.parse(acceptedText(text, item));
          assert.equal(Object.keys(agent as object).length, Object.keys(properties).length + 1, marked);
          cases++;
        }
      }
    }

    async function itemsAt(text: string, offset: number): Promise<CompletionItem[]> {
      await client.change(uri, ++version, { text });
      const position = TextDocument.create(uri, 'agent-json', version, text).positionAt(offset);
      const items = await client.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position,
      });
      assert.ok(Array.isArray(items));
      return items;
    }
  });
}

describe('a completion list for a client that resolves items and knows list defaults', () => {
  const capabilities: ClientCapabilities = {
    textDocument: {
      completion: {
        completionItem: {
          snippetSupport: true,
          labelDetailsSupport: true,
          resolveSupport: { properties: ['documentation', 'detail'] },
        },
        completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'data'] },
      },
    },
  };
  const textDocument = { uri };
  const position = { line: 1, character: 2 };
  let modern: TestClient;
  let plain: TestClient;
  before(async () => {
    [modern, plain] = await Promise.all([
      TestClient.start({ capabilities }),
      TestClient.start({
        capabilities: {
          textDocument: {
            completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
          },
        },
      }),
    ]);
    await Promise.all([modern.open(uri, '{\n  \n}'), plain.open(uri, '{\n  \n}')]);
  });
  after(() => Promise.all([modern.stop(), plain.stop()]));

  const listOf = async (): Promise<CompletionList> => {
    const list = await modern.connection.sendRequest(CompletionRequest.type, { textDocument, position });
    assert.ok(list && 'items' in list);
    return list;
  };
  const itemsOf = async (): Promise<CompletionItem[]> => {
    const items = await plain.connection.sendRequest(CompletionRequest.type, { textDocument, position });
    assert.ok(Array.isArray(items));
    return items;
  };

  const resolveItem = (item: CompletionItem) =>
    modern.connection.sendRequest(CompletionResolveRequest.type, item);

  it('is complete, and each item with the defaults is the item that other clients get', async () => {
    const { isIncomplete, itemDefaults = {}, items } = await listOf();
    assert.equal(isIncomplete, false);
    const whole = await Promise.all(
      items.map(({ textEditText: newText, ...item }) => {
        const range = itemDefaults.editRange;
        const edit = newText === undefined ? {} : { textEdit: { range, newText } };
        const { insertTextFormat } = itemDefaults;
        return resolveItem({ insertTextFormat, ...edit, ...item, ...dataOf(itemDefaults) } as CompletionItem);
      }),
    );
    const expected = (await itemsOf()).map((item) => ({ ...item, ...dataOf(itemDefaults) }));
    assert.deepEqual(whole, expected);
  });
  it('has the detail of no item, as only that of the selected one is shown', async () => {
    const [list, items] = [await listOf(), await itemsOf()];
    assert.ok(items.some(({ detail }) => detail !== undefined));
    assert.deepEqual(
      list.items.filter(({ detail }) => detail !== undefined),
      [],
    );
  });
  it('has at most 60 % of the bytes', async () => {
    const [list, items] = [await listOf(), await itemsOf()];
    const ratio = JSON.stringify(list).length / JSON.stringify(items).length;
    assert.ok(ratio <= 0.6, ratio.toFixed(2));
  });
  it('resolves an item of an earlier list to itself', async () => {
    const { items, itemDefaults } = await listOf();
    await listOf();
    const item: CompletionItem = { ...items[0]!, ...dataOf(itemDefaults) };
    assert.deepEqual(await resolveItem(item), item);
  });
});

function dataOf({ data }: NonNullable<CompletionList['itemDefaults']> = {}): { data: unknown } {
  return { data };
}

function acceptedText(
  text: string,
  { textEdit, additionalTextEdits = [], insertTextFormat }: CompletionItem,
): string {
  assert.ok(textEdit && 'range' in textEdit);
  const newText =
    insertTextFormat === InsertTextFormat.Snippet ? expandSnippet(textEdit.newText) : textEdit.newText;
  const edits: TextEdit[] = [{ range: textEdit.range, newText }, ...additionalTextEdits];
  return TextDocument.applyEdits(TextDocument.create(uri, 'agent-json', 0, text), edits);
}
