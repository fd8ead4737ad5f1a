// Takes a picture of each editing feature in light, dark and high contrast into test-output/, to be looked at for what is clipped,
// noisy or doubled. Usage: node --import tsx test/pictures/features.ts
import { type Scene, takePictures } from './gallery';

/** A file for what the samples don't show. Nothing in it is real. */
const desk = `{
  "agent_name": "Desk",
  "description": "# Role\\nYou are {{agent}}, at the desk of {{company}}.\\n\\n# Rules\\n- Greet by name.\\n- Never guess.",
  "inbound": true,
  "assistant_provider": "livekit",
  "language": "fr",
  "llm_model": "claude-sonnet-4-5-20250929",
  "websocket_headers": {
    "X-Environment": "staging"
  },
  "livekit_api_key": "\${secret:LIVEKIT_API_KEY}",
  "livekit_data": {
    "url": "wss://desk.livekit.example"
  },
  "livekit_api_key_configured": true
}
`;

type Feature = (scene: Scene) => Promise<void>;

const features: Record<string, Feature> = {
  squiggles: async ({ code, take }) => {
    await code.openFile('broken.agent.json');
    await code.squiggles('error').first().waitFor();
    await code.hoverOver('"en-US"');
    await code.hover.filter({ hasText: /language/i }).waitFor();
    await take('squiggles-and-hover');
    await code.hoverOver('"contact_nubmer"');
    await code.hover.filter({ hasText: /contact_number/i }).waitFor();
    await take('hover-on-an-unknown-member');
  },
  fixes: async ({ code, take }) => {
    await code.goTo(5, 6);
    await code.page.keyboard.press('Control+.');
    await code.page.locator('.action-widget').waitFor();
    await take('did-you-mean');
    await code.page.keyboard.press('Escape');
    await code.goTo(7, 28);
    await code.page.keyboard.press('Control+.');
    await code.page.locator('.action-widget').waitFor();
    await take('fixes-and-change-provider');
    await code.page.keyboard.press('Enter');
    await code.line('to fill in').waitFor();
    await take('all-missing-added-with-tab-stops');
    await code.page.keyboard.press('Escape');
  },
  problems: async ({ code, take }) => {
    await code.run('View: Focus Problems');
    await code.page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await take('problems-of-closed-files');
    await code.run('View: Hide Panel');
  },
  completion: async ({ code, take }) => {
    await code.openFile('desk.agent.json');
    await code.goTo(4, '  "inbound": true,'.length + 1);
    await code.page.keyboard.press('Enter');
    await code.page.keyboard.type('"');
    await code.suggestions.first().waitFor();
    await take('members-by-provider');
    await code.page.keyboard.press('Escape');
    await code.run('File: Revert File');
    await code.goTo(6, '  "language": "fr'.length + 1);
    await code.page.keyboard.press('Backspace');
    await code.page.keyboard.press('Backspace');
    await code.page.keyboard.press('Control+Space');
    await code.suggestions.first().waitFor();
    await take('values-with-labels');
    await code.page.keyboard.press('Escape');
    await code.run('File: Revert File');
    await code.goTo(12, '    "url": "wss://desk.livekit.example"'.length + 1);
    await code.page.keyboard.press('Enter');
    await code.page.keyboard.type('"');
    await code.suggestions.first().waitFor();
    await take('nested-members-comma-missing');
    await code.page.keyboard.press('Escape');
    await code.run('File: Revert File');
    await code.goTo(11, '  "livekit_api_key": "'.length + 1);
    await code.page.keyboard.press('Control+Space');
    await code.suggestions.first().waitFor();
    await take('references-in-a-secret');
    await code.page.keyboard.press('Escape');
    await code.run('File: Revert File');
  },
  reading: async ({ code, take }) => {
    await code.openFile('desk.agent.json');
    await code.goTo(1, 1);
    await code.page.locator('.codelens-decoration').first().waitFor();
    await take('lenses-hints-and-colours');
    await code.hoverOver('LIVEKIT_API_KEY');
    await code.hover.filter({ hasText: /secret/i }).waitFor();
    await take('hover-on-a-secret-reference');
    await code.goTo(1, 1);
    await code.run('Fold All');
    await take('folded');
    await code.run('Unfold All');
    await code.page.keyboard.press('Control+Shift+O');
    await code.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take('outline');
    await code.page.keyboard.press('Escape');
  },
  prompt: async ({ code, take }) => {
    await code.goTo(3, 20);
    await code.run('Agent JSON: Edit Prompt as Markdown');
    await code.page.locator('.tab.active', { hasText: 'description.md' }).waitFor();
    await take('prompt-page');
    await code.goTo(2, 13);
    await code.page.keyboard.press('Shift+F12');
    await code.page.locator('.reference-zone-widget .monaco-list-row').first().waitFor();
    await take('references-of-a-variable');
    await code.page.keyboard.press('Escape');
    await code.goTo(2, 13);
    await code.page.keyboard.press('F2');
    await code.page.locator('.rename-box').waitFor();
    await take('rename-of-a-variable');
    await code.page.keyboard.press('Escape');
  },
};

takePictures({
  name: 'features',
  themes: ['light', 'dark', 'contrast'],
  files: { 'desk.agent.json': desk },
  scenes: features,
});
