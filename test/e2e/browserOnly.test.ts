import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from '#scripts/host/folders.mjs';
import { newerDescriptionText } from '#support/openApi';
import { lineOf } from '#support/language/lineOf';
import { type WebSession, startWebSession } from '#support/vscode/webSession';

const vapi = readFileSync(join(root, 'samples', 'vapi.agent.json'), 'utf8');
const files = {
  'vapi.agent.json': vapi.replace('${secret:VAPI_API_KEY}', '${env:VAPI_API_KEY}'),
  'acme.agent.json': '{"agent_name": "A", "description": "D", "inbound": true, "assistant_provider": "acme"}',
};

describe('VS Code in the browser (vscode.dev)', () => {
  let session: WebSession;
  const descriptions = createServer((_, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.end(newerDescriptionText);
  });

  before(async () => {
    descriptions.listen(0, '127.0.0.1');
    await once(descriptions, 'listening');
    const { port } = descriptions.address() as AddressInfo;
    const settings = { 'agentJson.schema.openApiUrl': `http://127.0.0.1:${port}/openapi.json` };
    session = await startWebSession({ theme: 'Light', files, settings });
  });
  after(async () => {
    descriptions.close();
    await session.end();
  });

  /** One step with a screenshot, also if it fails. */
  const step = (name: string, run: (session: WebSession) => Promise<void>) => {
    it(name, async () => {
      try {
        await run(session);
      } finally {
        await session.picture(name);
      }
    });
  };

  step('validates files that are not open', async ({ code }) => {
    await code.status(/Errors: 5, Warnings: 2/).waitFor();
  });

  step('reports problems in an open file', async ({ code }) => {
    await code.openFile('broken.agent.json');
    await code.squiggles('error').first().waitFor();
  });

  step('opens the page about a rule in the editor', async ({ code }) => {
    await code.hoverOver('contact_nubmer');
    await code.hover.getByText('unknown-property').click();
    await code.line('unknown-property').waitFor();
  });

  step('explains a property and where a reference is resolved', async ({ code }) => {
    await code.openFile('vapi.agent.json');
    await code.hoverOver('env:');
    await code.hover.filter({ hasText: /VS Code desktop only/ }).waitFor();
  });

  step('completes a value by its name', async ({ code, textOf }) => {
    await code.openFile('sms.agent.json');
    await code.goTo(lineOf(textOf('sms.agent.json'), '"language"'), '  "language": "en'.length + 1);
    await code.page.keyboard.press('Backspace');
    await code.page.keyboard.press('Backspace');
    await code.until(code.suggestions.first(), () => code.page.keyboard.press('Control+Space'));
    await code.page.keyboard.type('germ');
    await code.suggestion(/German/).waitFor();
    await code.page.keyboard.press('Enter');
    await code.line('"language": "de",').waitFor();
    await code.save();
  });

  step('edits a prompt as Markdown', async ({ code }) => {
    await code.run('Agent JSON: Edit Prompt as Markdown');
    await code.focusedEditor('sms · description.md').waitFor();
    await code.page.keyboard.press('Control+End');
    await code.page.keyboard.type(' Says good-bye.');
    await code.save();
    await code.openFile('sms.agent.json');
    await code.line('Says good-bye.').waitFor();
  });

  step('has no push button, and explains where pushing is possible', async ({ code }) => {
    assert.equal(await code.page.locator('.editor-actions').getByLabel('Push to Cekura').count(), 0);
    await code.run('Agent JSON: Push to Cekura');
    await code.notification(/VS Code desktop/).waitFor();
  });

  it('sends requests only to its own origin', () => assert.deepEqual(session.foreignRequests, []));

  step('updates the schema', async ({ code }) => {
    await code.openFile('acme.agent.json');
    await code.squiggles('error').first().waitFor();
    await code.run('Agent JSON: Update Schema from Cekura');
    await code.notification(/Schema updated from the API description/).waitFor();
    await code.squiggles('error').first().waitFor({ state: 'detached' });
  });
});
