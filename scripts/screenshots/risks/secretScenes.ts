import { type Scenes, cancel, dialog, push, reset } from './helpers';

/** Pushes and pulls with secrets and credentials. */
export const secretScenes: Scenes = {
  'high: reference without a value': async (scene) => {
    const { take } = scene;
    await push(scene, 'unset-reference.agent.json');
    await dialog(scene);
    await take('high-reference');
    await cancel(scene);
    await reset(scene);
  },
  'stop: mask': async (scene) => {
    const { code, take } = scene;
    await push(scene, 'mask.agent.json');
    await code.notification(/mask/).waitFor();
    await take('stop-mask');
    await reset(scene);
  },
  'a reference to the environment': async (scene) => {
    const { code, take } = scene;
    await push(scene, 'environment.agent.json');
    await dialog(scene);
    await take('approve-reference');
    await cancel(scene);
    await code.notification(/not approved/).waitFor();
    await take('stop-not-approved');
    await reset(scene);
  },
  'high: unverified': async (scene) => {
    const { take } = scene;
    await push(scene, 'unverified.agent.json');
    await dialog(scene);
    await take('high-unverified');
    await cancel(scene);
    await reset(scene);
  },
  'high: cleared': async (scene) => {
    const { take } = scene;
    await push(scene, 'clear.agent.json');
    await dialog(scene);
    await take('high-clear');
    await cancel(scene);
    await reset(scene);
  },
  'some: secret set': async (scene) => {
    const { code, take } = scene;
    await code.openFile('set.agent.json');
    await code.runExactly('Agent JSON: Set Secret');
    await code.choose(/vapi_api_key/);
    await code.answer('FAKE-new-key-do-not-use');
    await code.notification(/Saved/).waitFor();
    await take('secret-stored');
    await code.dismissNotifications();
    await push(scene, 'set.agent.json');
    await dialog(scene);
    await take('some-secret-set');
    await cancel(scene);
    await reset(scene);
  },
  'lost secret': async (scene) => {
    const { api, code, take } = scene;
    await api.set({ put: 'clear' });
    await push(scene, 'unverified.agent.json');
    await dialog(scene);
    await code.press(/Push Anyway/);
    await code.notification(/not stored/).waitFor();
    await take('lost-secret');
    await api.set({ put: 'keep' });
    await reset(scene);
  },
  'plain-text credentials': async (scene) => {
    const { code, take } = scene;
    await code.openFile('sip.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await dialog(scene);
    await take('pull-plaintext-credential');
    await code.press(/^Pull \d/);
    await code.notification(/Pulled/).waitFor();
    await take('pulled-plaintext-credential');
    await reset(scene);
  },
};
