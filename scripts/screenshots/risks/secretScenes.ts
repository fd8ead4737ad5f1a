import { type Scenes, cancelDialog, waitForDialog, startPush, closeEditors } from './helpers';

/** Pushes and pulls with secrets and credentials. */
export const secretScenes: Scenes = {
  'high: reference without a value': async (scene) => {
    const { take } = scene;
    await startPush(scene, 'unset-reference.agent.json');
    await waitForDialog(scene);
    await take('high-reference');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
  'stop: mask': async (scene) => {
    const { code, take } = scene;
    await startPush(scene, 'mask.agent.json');
    await code.notification(/mask/).waitFor();
    await take('stop-mask');
    await closeEditors(scene);
  },
  'a reference to the environment': async (scene) => {
    const { code, take } = scene;
    await startPush(scene, 'environment.agent.json');
    await waitForDialog(scene);
    await take('approve-reference');
    await cancelDialog(scene);
    await code.notification(/not approved/).waitFor();
    await take('stop-not-approved');
    await closeEditors(scene);
  },
  'high: unverified': async (scene) => {
    const { take } = scene;
    await startPush(scene, 'unverified.agent.json');
    await waitForDialog(scene);
    await take('high-unverified');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
  'high: cleared': async (scene) => {
    const { take } = scene;
    await startPush(scene, 'clear.agent.json');
    await waitForDialog(scene);
    await take('high-clear');
    await cancelDialog(scene);
    await closeEditors(scene);
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
    await startPush(scene, 'set.agent.json');
    await waitForDialog(scene);
    await take('some-secret-set');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
  'lost secret': async (scene) => {
    const { api, code, take } = scene;
    await api.set({ put: 'clear' });
    await startPush(scene, 'unverified.agent.json');
    await waitForDialog(scene);
    await code.press(/Push Anyway/);
    await code.notification(/not stored/).waitFor();
    await take('lost-secret');
    await api.set({ put: 'keep' });
    await closeEditors(scene);
  },
  'plain-text credentials': async (scene) => {
    const { code, take } = scene;
    await code.openFile('sip.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await waitForDialog(scene);
    await take('pull-plaintext-credential');
    await code.press(/^Pull \d/);
    await code.notification(/Pulled/).waitFor();
    await take('pulled-plaintext-credential');
    await closeEditors(scene);
  },
};
