import type { Scene } from './scene';

/** An agent that shows every feature. All values are made up. */
export const desk = `{
  "id": 2142,
  "agent_name": "Desk",
  "description": "# Role\\nYou are {{agent}}, at the desk of {{company}}.\\n\\n# Rules\\n- Greet by name.\\n- Never guess.",
  "llm_system_prompt": "You call {{company}} and ask for {{agent}}.",
  "inbound": true,
  "assistant_provider": "livekit",
  "language": "▮fr",
  "llm_model": "claude-sonnet-4-5-20250929",
  "websocket_url": "wss://desk.example/socket",
  "websocket_headers": {
    "X-Environment": "staging"
  },
  "livekit_api_key": "\${secret:LIVEKIT_API_KEY}",
  "livekit_data": {
    "url": "wss://desk.livekit.example",
    "api_secret_configured": true
  },
  "livekit_api_key_configured": true,
  "updated_at": "2026-05-20T17:42:11Z"
}
`;

/** Hovered text and the expected hover. */
const hovers: readonly [name: string, text: string, expected: RegExp][] = [
  ['a-property', '"llm_model"', /model/i],
  ['a-value', '"fr"', /French/],
  ['a-provider', '"livekit"', /requires/i],
  ['a-prompt', '"description"', /prompt/i],
  ['a-nested-property', '"url"', /LiveKit/i],
  ['a-flag', '"livekit_api_key_configured"', /read-only/i],
  ['a-secret-reference', 'LIVEKIT_API_KEY', /secret/i],
];

/** Inline features and hovers. */
export const reading: Record<string, Scene> = {
  'code lenses, inlay hints and colors': async ({ show, take, code }) => {
    await show(desk);
    await code.page.locator('.codelens-decoration').first().waitFor();
    await code.line('French').waitFor();
    await take('lenses-hints-and-colors');
  },

  hovers: async ({ show, take, code }) => {
    await show(desk);
    await code.page.locator('.codelens-decoration').first().waitFor();
    for (const [name, text, expected] of hovers) {
      await code.hoverOver(text, expected);
      await take(`hover-on-${name}`);
      await code.page.keyboard.press('Escape');
    }
  },

  'a document link': async ({ show, take, code }) => {
    await show(desk);
    await code.hoverOver('wss://desk.example', /link/i);
    await take('document-link');
  },

  folding: async ({ show, take, code }) => {
    await show(desk);
    await code.run('Fold Level 2');
    await code.line('X-Environment').waitFor({ state: 'hidden' });
    await take('folded');
  },

  'the outline and breadcrumbs': async ({ show, take, code }) => {
    await show(desk);
    const outlined = code.page.locator('.outline-pane .monaco-list-row').first();
    await code.until(outlined, () => code.run('Explorer: Focus on Outline View'));
    await take('outline-view');
    await code.run('View: Toggle Primary Side Bar Visibility');
    await code.page.locator('.monaco-breadcrumb-item', { hasText: 'language' }).first().waitFor();
    await code.page.keyboard.press('Control+Shift+;');
    await take('breadcrumbs');
    await code.page.keyboard.press('Escape');
    await code.run('View: Toggle Primary Side Bar Visibility');
    await code.run('View: Show Explorer');
  },

  'symbols of the file': async ({ show, take, press, code }) => {
    await show(desk);
    await press('Control+Shift+O', code.choice(/llm_model/));
    await take('symbols');
  },

  selection: async ({ show, take, code }) => {
    await show(desk);
    for (let step = 0; step < 3; step++) await code.page.keyboard.press('Shift+Alt+ArrowRight');
    await take('selection-expanded');
  },

  formatting: async ({ show, take, code }) => {
    await show(
      '{"agent_name":"Desk",  "description":"Answers.",\n"inbound":true,"spelling_word_types":["name","email"],\n  "livekit_data":{"url":"wss://desk.example",\n"config":{}},"assistant_provider":"livekit","llm_temperature":0.70}▮\n',
    );
    await take('before-formatting');
    await code.until(code.line('  "inbound": true,'), () => code.run('Format Document'));
    await take('formatted');
  },
};
