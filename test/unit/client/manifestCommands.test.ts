import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { commandIds } from '#client/commands/shared/ids';
import { activationEvents, contributes } from '../../../package.json';

const root = join(__dirname, '../../..');
const declared = contributes.commands.map(({ command }) => command);
/** Commands that only code lenses and quick fixes run, with a property as their argument. */
const forFixes = ['moveSecret', 'allowValue', 'ignoreFile', 'keepLocal', 'useRemote', 'compareValues'].map(
  (name) => `agentJson.${name}`,
);

describe('the manifest', () => {
  it('declares exactly the existing commands', () => {
    assert.deepEqual([...declared, ...forFixes].sort(), [...commandIds].sort());
  });

  it('declares one command for each file in the commands folder', () => {
    const files = readdirSync(join(root, 'client/src/commands')).filter((name) => name.endsWith('.ts'));
    const named = files.map((name) => `agentJson.${name.slice(0, -'.ts'.length)}`);
    assert.deepEqual(named.sort(), [...declared].sort());
  });

  it('gives every command the same category', () => {
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Agent JSON']);
  });

  it('uses only declared commands in its menus', () => {
    const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      named.filter((command) => !declared.includes(command)),
      [],
    );
  });

  it('offers file commands while an agent file is open, whichever editor is active', () => {
    const bound = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    for (const command of ['push', 'pull', 'compare', 'rollBack', 'setSecret', 'create']) {
      const when = bound.get(`agentJson.${command}`)?.split(' || ') ?? [];
      assert.ok(when.includes('agentJson.agentFileOpen'), command);
      // Registered before the extension is activated, as after a reload.
      assert.ok(
        when.includes('resourceLangId == agent-json && resourceScheme != agent-json-preview'),
        command,
      );
    }
  });

  it('has no workspace setting that determines where the key is sent', () => {
    const setting = contributes.configuration.properties['agentJson.api.baseUrl'];
    assert.equal(setting.scope, 'machine');
    assert.equal(setting.default, 'https://api.cekura.ai');
  });

  it('activates the extension only for agents', () => {
    assert.ok(activationEvents.length > 0);
    for (const event of activationEvents) assert.match(event, /agent[.-]json/);
  });

  it('refers only to files that are shipped', () => {
    const [language] = contributes.languages;
    const [grammar] = contributes.grammars;
    assert.ok(language && grammar);
    const files = [language.configuration, language.icon.light, language.icon.dark, grammar.path];
    for (const file of files) assert.ok(readFileSync(join(root, file), 'utf8').length > 0, file);
  });
});
