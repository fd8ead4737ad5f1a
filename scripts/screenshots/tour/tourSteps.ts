import { sandboxKey } from '../../host/sandbox.mjs';
import { places } from './locators';
import { type Step, changeRemotely, create, push, write } from './steps';

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

/** The steps of a day, in this order. */
export const story: Readonly<Record<string, (step: Step) => Promise<void>>> = {
  view: async ({ hands, code, take }) => {
    await hands.command(places.view);
    await code.page.getByRole('treeitem', { name: /^Set API Key/ }).waitFor();
    await take('view');
  },
  key: async ({ hands, code, take }) => {
    await hands.row(/^Set API Key/);
    await code.question.waitFor();
    await take('question');
    await code.answer(sandboxKey);
    await code.notification(/Saved the API key/).waitFor();
    await take('saved');
    await code.dismissNotifications();
  },
  problem: async ({ hands, code, take }) => {
    await hands.open('broken.agent.json');
    await code.squiggles('error').first().waitFor();
    await hands.fixes();
    await take('fixes');
    await code.page.keyboard.press('Escape');
    await hands.command(places.view);
  },
  retell: async (step) => {
    await write(step, /Retell/, retell);
    await create(step, 'Maple Clinic');
  },
  push: async (step) => {
    const { hands, code, take } = step;
    await hands.replace('Clinic', 'Desk');
    await take('edited');
    await push(step, 'change');
    await hands.react(/Pushed/, 'Undo');
    await code.dialog.waitFor();
    await take('undo-question');
    await hands.press(/^(Roll Back$|Send Changes Only)/);
    await code.notification(/Rolled back/).waitFor();
    await take('undone');
    await code.dismissNotifications();
    await code.status(/1 change to push/).waitFor();
    await push(step, 'again');
    await code.dismissNotifications();
  },
  pull: async (step) => {
    const { hands, code, take } = step;
    await changeRemotely(step, 'Maple Desk', { language: 'de' });
    await hands.command(places.pull);
    await code.notification(/Pulled 1 change/).waitFor();
    await take('pulled');
    await code.dismissNotifications();
    await hands.command(places.rollBackFile);
    await code.line('"language": "de"').waitFor({ state: 'detached' });
    await code.status(/1 change to pull/).waitFor();
    await take('undone');
  },
  conflict: async (step) => {
    const { hands, code, take } = step;
    await changeRemotely(step, 'Maple Desk', { agent_name: 'Maple Front' });
    await hands.replace('Desk', 'Reception');
    await hands.command(places.push);
    await code.notification(/Conflict/).waitFor();
    await take('conflict');
    await code.dismissNotifications();
    await hands.command(places.explorer);
    await take('explorer');
    await hands.command(places.sourceControl);
    await take('source-control');
    await hands.command(places.view);
    await hands.open('maple-clinic.agent.json');
    await hands.resolve('Keep Local Value');
    await code.notification(/next push/).waitFor();
    await take('kept');
    await code.dismissNotifications();
  },
  review: async ({ hands, code, take }) => {
    await hands.command(places.push);
    await code.dialog.waitFor();
    await take('question');
    await hands.press(/Review Changes/);
    await code.notification(/Review the changes/).waitFor();
    await take('diff');
    await hands.command(places.continue);
    await code.dialog.waitFor();
    await take('continued');
    await hands.press(/^(Push \d|Send Changes Only)/);
    await code.notification(/Pushed/).waitFor();
    await take('pushed');
    await code.dismissNotifications();
  },
  history: async ({ hands, code, take }) => {
    await hands.command(places.history);
    await code.choice(/Pushed/).waitFor();
    await take('history');
    await hands.choose(/Pulled/);
    await code.page.locator('.tab.active', { hasText: '↔' }).waitFor();
    await take('diff');
  },
  prompt: async (step) => {
    const { hands, code, take } = step;
    await hands.open('maple-clinic.agent.json');
    await hands.command(places.editPrompt);
    await code.page.locator('.tab.active', { hasText: /\.md/ }).waitFor();
    await hands.toEnd();
    await code.page.keyboard.type(' Say {{');
    await code.suggestion(/caller_name/).waitFor();
    await take('completion');
    if (hands.name === 'mouse') await code.suggestion(/caller_name/).click();
    else await code.page.keyboard.press('Enter');
    await code.page.keyboard.type(' first.');
    await take('edited');
    await push(step, 'page');
    await code.dismissNotifications();
  },
  livekit: async (step) => {
    await step.hands.command(places.view);
    await write(step, /LiveKit/, livekit);
    await create(step, 'Harbor Hotel');
  },
  secret: async (step) => {
    const { hands, code, take } = step;
    await hands.command(places.setSecret);
    await code.choice(/livekit_api_key/).waitFor();
    await take('list');
    await hands.choose(/livekit_api_key/);
    await code.question.waitFor();
    await take('value');
    await code.answer('FAKE-other-do-not-use');
    await code.notification(/Saved livekit_api_key/).waitFor();
    await take('saved');
    await code.dismissNotifications();
    await push(step, 'secret');
    await code.dismissNotifications();
  },
  remote: async (step) => {
    const { hands, code, take } = step;
    await changeRemotely(step, 'Harbor Hotel', { agent_name: 'Harbor Inn' });
    await hands.replace('Hotel', 'House');
    await code.status(/1 change to push/).waitFor();
    await hands.command(places.pull);
    await code.notification(/[Cc]onflict/).waitFor();
    await take('conflict');
    await code.dismissNotifications();
    await hands.resolve('Use Remote Value');
    await code.line('Harbor Inn').waitFor();
    await code.status(/In sync/).waitFor();
    await take('resolved');
  },
};
