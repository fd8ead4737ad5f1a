import { sandboxKey } from '../../host/sandbox.mjs';
import { tourCommands } from './tourCommands';
import { type Step, changeRemotely, createOnCekura, pushAndConfirm, writeNewAgent } from './steps';

const retell = [
  { property: 'agent_name', text: 'Maple Clinic' },
  { property: 'description', text: 'You answer the phone for {{caller_name}}.' },
  { property: 'inbound' },
  { property: 'chat_assistant_id', text: 'agent_7741' },
];
const livekit = [
  { property: 'agent_name', text: 'Harbor Hotel' },
  { property: 'description', text: 'You take bookings.' },
  { property: 'inbound' },
  { property: 'url', text: 'wss://harbor.example.com' },
];

/** The steps of the tour, in this order. */
export const tourSteps: Readonly<Record<string, (step: Step) => Promise<void>>> = {
  view: async ({ input, code, take }) => {
    await input.command(tourCommands.view);
    await code.page.getByRole('treeitem', { name: /^Set API Key/ }).waitFor();
    await take('view');
  },
  key: async ({ input, code, take }) => {
    await input.row(/^Set API Key/);
    await code.question.waitFor();
    await take('question');
    await code.answer(sandboxKey);
    await code.notification(/Saved the API key/).waitFor();
    await take('saved');
    await code.dismissNotifications();
  },
  problem: async ({ input, code, take }) => {
    await input.open('broken.agent.json');
    await code.squiggles('error').first().waitFor();
    await input.fixes();
    await take('fixes');
    await code.page.keyboard.press('Escape');
    await input.command(tourCommands.view);
  },
  retell: async (step) => {
    await writeNewAgent(step, /Retell/, retell);
    await createOnCekura(step, 'Maple Clinic');
  },
  push: async (step) => {
    const { input, code, take } = step;
    await input.replace('Clinic', 'Desk');
    await take('edited');
    await pushAndConfirm(step, 'change');
    await input.react(/Pushed/, 'Undo');
    await code.dialog.waitFor();
    await take('undo-question');
    await input.press(/^(Roll Back$|Send Changes Only)/);
    await code.notification(/Rolled back/).waitFor();
    await take('undone');
    await code.dismissNotifications();
    await code.status(/1 change to push/).waitFor();
    await pushAndConfirm(step, 'again');
    await code.dismissNotifications();
  },
  pull: async (step) => {
    const { input, code, take } = step;
    await changeRemotely(step, 'Maple Desk', { language: 'de' });
    await input.command(tourCommands.pull);
    await code.notification(/Pulled 1 change/).waitFor();
    await take('pulled');
    await code.dismissNotifications();
    await input.command(tourCommands.rollBackFile);
    await code.line('"language": "de"').waitFor({ state: 'detached' });
    await code.status(/1 change to pull/).waitFor();
    await take('undone');
  },
  conflict: async (step) => {
    const { input, code, take } = step;
    await changeRemotely(step, 'Maple Desk', { agent_name: 'Maple Front' });
    await input.replace('Desk', 'Reception');
    await input.command(tourCommands.push);
    await code.notification(/Conflict/).waitFor();
    await take('conflict');
    await code.dismissNotifications();
    await input.command(tourCommands.explorer);
    await take('explorer');
    await input.command(tourCommands.sourceControl);
    await take('source-control');
    await input.command(tourCommands.view);
    await input.open('maple-clinic.agent.json');
    await input.resolve('Keep Local Value');
    await code.notification(/next push/).waitFor();
    await take('kept');
    await code.dismissNotifications();
  },
  review: async ({ input, code, take }) => {
    await input.command(tourCommands.push);
    await code.dialog.waitFor();
    await take('question');
    await input.press(/Review Changes/);
    await code.notification(/Review the changes/).waitFor();
    await take('diff');
    await input.command(tourCommands.continue);
    await code.dialog.waitFor();
    await take('continued');
    await input.press(/^(Push \d|Send Changes Only)/);
    await code.notification(/Pushed/).waitFor();
    await take('pushed');
    await code.dismissNotifications();
  },
  history: async ({ input, code, take }) => {
    await input.command(tourCommands.history);
    await code.choice(/Pushed/).waitFor();
    await take('history');
    await input.choose(/Pulled/);
    await code.page.locator('.tab.active', { hasText: '↔' }).waitFor();
    await take('diff');
  },
  prompt: async (step) => {
    const { input, code, take } = step;
    await input.open('maple-clinic.agent.json');
    await input.command(tourCommands.editPrompt);
    await code.page.locator('.tab.active', { hasText: /\.md/ }).waitFor();
    await input.toEnd();
    await code.page.keyboard.type(' Say {{');
    await code.suggestion(/caller_name/).waitFor();
    await take('completion');
    if (input.name === 'mouse') await code.suggestion(/caller_name/).click();
    else await code.page.keyboard.press('Enter');
    await code.page.keyboard.type(' first.');
    await take('edited');
    await pushAndConfirm(step, 'page');
    await code.dismissNotifications();
  },
  livekit: async (step) => {
    await step.input.command(tourCommands.view);
    await writeNewAgent(step, /LiveKit/, livekit);
    await createOnCekura(step, 'Harbor Hotel');
  },
  secret: async (step) => {
    const { input, code, take } = step;
    await input.command(tourCommands.setSecret);
    await code.choice(/livekit_api_key/).waitFor();
    await take('list');
    await input.choose(/livekit_api_key/);
    await code.question.waitFor();
    await take('value');
    await code.answer('FAKE-other-do-not-use');
    await code.notification(/Saved livekit_api_key/).waitFor();
    await take('saved');
    await code.dismissNotifications();
    await pushAndConfirm(step, 'secret');
    await code.dismissNotifications();
  },
  remote: async (step) => {
    const { input, code, take } = step;
    await changeRemotely(step, 'Harbor Hotel', { agent_name: 'Harbor Inn' });
    await input.replace('Hotel', 'House');
    // Otherwise, the pull asks to save it first, unless it was saved automatically.
    await input.command(tourCommands.save);
    await code.page.getByRole('treeitem', { name: 'Harbor House, 1 to push' }).waitFor();
    await input.command(tourCommands.pull);
    await code.notification(/[Cc]onflict/).waitFor();
    await take('conflict');
    await code.dismissNotifications();
    await input.resolve('Use Remote Value');
    await code.line('Harbor Inn').waitFor();
    await code.status(/In sync/).waitFor();
    await take('resolved');
  },
};
