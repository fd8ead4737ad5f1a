import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { agentSchema } from '#language/schema/bundledSchema';
import { withPromptFiles } from '#sync/pull/newFiles';
import { folderWith, writeInto } from '#support/cli/folder';

const hasGit = spawnSync('git', ['--version']).status === 0;

describe('a prompt file in Git', { skip: hasGit ? false : 'Git is not installed' }, () => {
  it('shows a change of two words as two lines, in the prompt file only', () => {
    const prompt = Array.from({ length: 200 }, (_, line) => `Line ${line}: You are polite.`).join('\n');
    const agent = `${JSON.stringify({ agent_name: 'Desk', description: prompt }, undefined, 2)}\n`;
    const files = withPromptFiles(agentSchema, agent, 'desk.agent.json', []);
    const [file] = files.prompts;
    assert.ok(file);
    const folder = folderWith({ 'desk.agent.json': files.text, [file.name]: file.text });
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout;
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'All');
    writeInto(folder, file.name, file.text.replace('Line 100: You are polite', 'Line 100: We are brief'));
    assert.equal(git('diff', '--numstat').trim(), `1\t1\t${file.name}`);
  });
});
