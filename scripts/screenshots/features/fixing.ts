import type { Scene, FeatureScene } from './scene';

/** An agent with one problem of each visible kind. All values are made up. */
const agentWithProblems = `{
  "agent_name": "Maple Street Pharmacy",
  "description": "Takes repeat orders for a pharmacy.",
  "inbound": "true",
  "contact_nubmer": "+14155550138",
  "language": "en-US",
  "assistant_provider": "retell",
  "transcript_provider": "telnyx",
  "llm_temperature": 3,
  "websocket_url": "https://desk.example",
  "livekit_data": "{\\"url\\": \\"wss://desk.example\\"}",
  "sip_auth": {
    "username": "desk",
    "password": "FAKE-do-not-use"
  },
  "updated_at": "2026-05-20T17:42:11Z"
}
`;

/** Shows the agent with the cursor after a text, and waits for its diagnostics. */
async function showProblems({ show, code }: FeatureScene, at: string): Promise<void> {
  await show(agentWithProblems.replace(at, `${at}▮`));
  await code.squiggles('error').first().waitFor();
  await code.squiggles('warning').first().waitFor();
}

/** Applies a quick fix and waits for the new text. */
async function accept(
  { fixes, fix, code, take }: FeatureScene,
  title: RegExp,
  newText: string,
  name: string,
) {
  await fixes();
  await take(`${name}-offered`);
  await fix(title);
  await code.line(newText).first().waitFor();
  await take(`${name}-done`);
}

/** Problems and their fixes. */
export const fixing: Record<string, Scene> = {
  squiggles: async (stage) => {
    await showProblems(stage, '{');
    await stage.take('squiggles');
    await stage.code.hoverOver('"en-US"', /did you mean/i);
    await stage.take('hover-on-a-value');
    await stage.code.hoverOver('"contact_nubmer"', /did you mean/i);
    await stage.take('hover-on-an-unknown-property');
    await stage.code.hoverOver('"retell"', /retell_api_key/);
    await stage.take('hover-on-missing-properties');
  },

  'did you mean': async (stage) => {
    await showProblems(stage, '"contact_');
    await accept(stage, /contact_number/, '"contact_number"', 'did-you-mean');
  },

  'missing provider properties': async (stage) => {
    await showProblems(stage, '"assistant_provider": "ret');
    await accept(stage, /add/i, 'placeholder', 'add-all-missing');
  },

  'change provider': async (stage) => {
    await showProblems(stage, '"assistant_provider": "ret');
    await accept(stage, /change provider to vapi/i, '"vapi"', 'change-provider');
  },

  'move a secret': async (stage) => {
    await showProblems(stage, '"password": "FA');
    await stage.fixes();
    await stage.take('move-secret-offered');
    await stage.fix(/secret storage/i);
    await stage.code.page.locator('.quick-input-widget:visible').waitFor();
    await stage.take('move-secret-asks-for-a-name');
    await stage.code.answer('SIP_PASSWORD');
    await stage.code.line('${secret:').waitFor();
    await stage.take('move-secret-done');
  },

  'JSON in a string': async (stage) => {
    await showProblems(stage, '"livekit_data": "{');
    await accept(stage, /convert string to json/i, '"url": "wss', 'unwrap');
  },

  'a number out of range': async (stage) => {
    await showProblems(stage, '"llm_temperature": ');
    await accept(stage, /2/, '"llm_temperature": 2', 'clamp');
  },

  'fix all': async (stage) => {
    await showProblems(stage, '{');
    await stage.code.until(stage.code.line('"inbound": true'), () => stage.code.run('Fix All'));
    await stage.take('fix-all-done');
  },

  'broken JSON': async ({ show, code, take }) => {
    await show('{\n  "agent_name": "Desk"\n  "description": "Answers.,\n  "inbound": tru\n▮\n');
    await code.squiggles('error').first().waitFor();
    await take('broken-json');
  },

  'an additional allowed value': async (stage) => {
    await showProblems(stage, '"transcript_provider": "tel');
    const before = await stage.code.squiggles('error').count();
    await stage.fixes();
    await stage.take('additional-value-offered');
    await stage.fix(/agentJson\.additionalValues|settings/i);
    await stage.code
      .squiggles('error')
      .nth(before - 1)
      .waitFor({ state: 'hidden' });
    await stage.take('additional-value-done');
  },

  'problems in closed files': async ({ code, take }) => {
    await code.until(code.page.locator('.markers-panel .monaco-list-row').first(), () =>
      code.run('View: Focus Problems'),
    );
    await take('problems-of-closed-files');
    await code.run('View: Hide Panel');
  },
};
