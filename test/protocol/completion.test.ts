import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionRequest,
  InsertTextFormat,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { atCursor } from '#support/language/agents';
import { inserted } from '#support/language/completions';
import { namePieces, surroundings, valuePieces } from '#support/language/partialInputs';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/half-typed.agent.json';

/** Over the wire, as an editor would: what the language core proves of itself must survive the protocol. */
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
      it(`leaves JSON that parses: a member, ${style}`, () => acceptAll((around) => around(piece)));

    for (const [style, piece] of Object.entries(valuePieces))
      it(`leaves JSON that parses: a value, ${style}`, () =>
        acceptAll((around) => around(`"agent_gives_first_message": ${piece}`)));

    it('was tried in more than ten thousand cases', () => assert.ok(cases > 10_000, `${cases} cases`));

    async function acceptAll(write: (around: (piece: string) => string) => string): Promise<void> {
      for (const { around, members } of surroundings()) {
        const marked = write(around);
        const { text, offset } = atCursor(marked);
        const items = await itemsAt(text, offset);
        assert.notEqual(items.length, 0, marked);
        for (const item of items) {
          const agent: unknown = JSON.parse(acceptedText(text, item));
          assert.equal(Object.keys(agent as object).length, Object.keys(members).length + 1, marked);
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

function acceptedText(
  text: string,
  { textEdit, additionalTextEdits = [], insertTextFormat }: CompletionItem,
): string {
  assert.ok(textEdit && 'range' in textEdit);
  const newText =
    insertTextFormat === InsertTextFormat.Snippet ? inserted(textEdit.newText) : textEdit.newText;
  const edits: TextEdit[] = [{ range: textEdit.range, newText }, ...additionalTextEdits];
  return TextDocument.applyEdits(TextDocument.create(uri, 'agent-json', 0, text), edits);
}
