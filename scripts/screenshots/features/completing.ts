import type { Scene } from './scene';

/** Completions at each kind of position. */
export const completing: Record<string, Scene> = {
  'an empty file': async ({ show, suggest, take }) => {
    await show('▮');
    await suggest();
    await take('completion-in-an-empty-file');
  },

  'properties of a provider': async ({ show, suggest, take, code }) => {
    await show(`{
  "agent_name": "Desk",
  "description": "Answers.",
  "inbound": true,
  "assistant_provider": "retell",
  ▮
}
`);
    await suggest('"');
    await take('properties-by-provider');
    await code.until(code.page.locator('.suggest-details:visible'), () =>
      code.page.keyboard.press('Control+Space'),
    );
    await take('properties-with-documentation');
    for (let row = 0; row < 4; row++) await code.page.keyboard.press('PageDown');
    await take('properties-of-other-providers-last');
  },

  'values with labels': async ({ show, suggest, take }) => {
    await show('{\n  "agent_name": "Desk",\n  "language": "▮"\n}\n');
    await suggest('fre');
    await take('values-with-labels');
  },

  'nested properties, missing comma': async ({ show, suggest, take }) => {
    await show(`{
  "agent_name": "Desk",
  "assistant_provider": "livekit",
  "livekit_data": {
    "url": "wss://desk.livekit.example"
    ▮
  }
}
`);
    await suggest('"');
    await take('nested-properties-missing-comma');
  },

  'header names': async ({ show, suggest, take }) => {
    await show('{\n  "agent_name": "Desk",\n  "websocket_headers": {\n    ▮\n  }\n}\n');
    await suggest('"');
    await take('header-names');
  },

  'references in a secret': async ({ show, suggest, take }) => {
    await show(
      '{\n  "agent_name": "Desk",\n  "assistant_provider": "livekit",\n  "livekit_api_key": "▮"\n}\n',
    );
    await suggest();
    await take('references-in-a-secret');
  },

  'variables in a prompt': async ({ show, suggest, take }) => {
    await show(
      '{\n  "agent_name": "Desk",\n  "description": "You are {{agent}} at {{company}}. Greet as ▮"\n}\n',
    );
    await suggest('{{');
    await take('variables-in-a-prompt');
  },
};
