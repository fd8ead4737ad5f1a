import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { after, missing, sessionOf } from './session';

describe('Neovim', () => {
  const skip = missing('nvim') ?? false;
  it('shows, explains, completes and formats, which fixes the problem', { skip }, () => {
    const script = join(__dirname, 'neovim.lua');
    const seen = sessionOf('nvim', () => ['--headless', '--clean', '-n', '-c', `luafile ${script}`]);
    assert.deepEqual(seen.get('diagnostics'), ['not-in-enum']);
    assert.match(String(seen.get('hover')), /Main language of the agent/);
    assert.equal(seen.get('completions'), 43);
    assert.deepEqual(seen.get('after'), []);
    assert.equal(seen.get('text'), after.trimEnd());
  });

  it('checks and completes a reference to a prompt file, and its definition opens the file', { skip }, () => {
    const script = join(__dirname, 'neovimPrompts.lua');
    const seen = sessionOf('nvim', () => ['--headless', '--clean', '-n', '-c', `luafile ${script}`]);
    assert.deepEqual(seen.get('diagnostics'), ['The prompt file "./suport.prompt.md" does not exist.']);
    assert.deepEqual(seen.get('completions'), ['${file:./support.prompt.md}']);
    assert.equal(seen.get('after'), 0);
    assert.equal(seen.get('opened'), 'support.prompt.md');
  });
});
