import type { Scene, Stage } from './stage';

/** An agent with one problem of each visible kind. All values are made up. */
const faulty = `{
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

/** Shows the faulty file with the cursor behind a text of it, once it is checked. */
async function showFaults({ show, code }: Stage, at: string): Promise<void> {
  await show(faulty.replace(at, `${at}▮`));
  await code.squiggles('error').first().waitFor();
  await code.squiggles('warning').first().waitFor();
}

/** Accepts a fix and waits for what it writes. */
async function accept({ fixes, fix, code, take }: Stage, title: RegExp, written: string, name: string) {
  await fixes();
  await take(`${name}-offered`);
  await fix(title);
  await code.line(written).first().waitFor();
  await take(`${name}-done`);
}

/** Problems and their fixes. */
export const mending: Record<string, Scene> = {
  squiggles: async (stage) => {
    await showFaults(stage, '{');
    await stage.take('squiggles');
    await stage.code.hoverOver('"en-US"', /did you mean/i);
    await stage.take('hover-on-a-fault');
    await stage.code.hoverOver('"contact_nubmer"', /did you mean/i);
    await stage.take('hover-on-an-unknown-property');
    await stage.code.hoverOver('"retell"', /retell_api_key/);
    await stage.take('hover-on-what-a-provider-lacks');
  },

  'did you mean': async (stage) => {
    await showFaults(stage, '"contact_');
    await accept(stage, /contact_number/, '"contact_number"', 'did-you-mean');
  },

  'all that a provider lacks': async (stage) => {
    await showFaults(stage, '"assistant_provider": "ret');
    await accept(stage, /add/i, 'to fill in', 'add-all-missing');
  },

  'another provider': async (stage) => {
    await showFaults(stage, '"assistant_provider": "ret');
    await accept(stage, /change provider to vapi/i, '"vapi"', 'change-provider');
  },

  'a secret moved': async (stage) => {
    await showFaults(stage, '"password": "FA');
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
    await showFaults(stage, '"livekit_data": "{');
    await accept(stage, /unwrap|quotes/i, '"url": "wss', 'unwrap');
  },

  'a number out of range': async (stage) => {
    await showFaults(stage, '"llm_temperature": ');
    await accept(stage, /2/, '"llm_temperature": 2', 'clamp');
  },

  'all at once': async (stage) => {
    await showFaults(stage, '{');
    await stage.code.until(stage.code.line('"inbound": true'), () => stage.code.run('Fix All'));
    await stage.take('fix-all-done');
  },

  'broken JSON': async ({ show, code, take }) => {
    await show('{\n  "agent_name": "Desk"\n  "description": "Answers.,\n  "inbound": tru\n▮\n');
    await code.squiggles('error').first().waitFor();
    await take('broken-json');
  },

  'a value made known': async (stage) => {
    await showFaults(stage, '"transcript_provider": "tel');
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

  'problems of files that nobody opened': async ({ code, take }) => {
    await code.until(code.page.locator('.markers-panel .monaco-list-row').first(), () =>
      code.run('View: Focus Problems'),
    );
    await take('problems-of-closed-files');
    await code.run('View: Hide Panel');
  },
};
