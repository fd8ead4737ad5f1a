import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { after, missing, recipe, sessionOf } from './session';

// Before version 29, Emacs has neither built-in Eglot nor a JSON mode, which the recipe requires.
const jsonMode = '(unless (fboundp \'js-json-mode) (define-derived-mode js-json-mode js-mode "JSON"))';
const start = ['--batch', '--no-init-file', '--no-site-file', '--funcall', 'package-initialize'];
const hasEglot = () => spawnSync('emacs', [...start, '--eval', "(require 'eglot)"]).status === 0;
const skip = missing('emacs') ?? (hasEglot() ? false : 'Emacs has no Eglot');

describe('Emacs with the configuration in docs/editors.md', () => {
  it('shows, explains, completes and formats, which fixes the problem', { skip }, () => {
    const seen = sessionOf('emacs', (folder) => {
      const configuration = join(folder, 'recipe.el');
      writeFileSync(configuration, `${jsonMode}\n${recipe('elisp')}`);
      return [...start, '--load', configuration, '--load', join(__dirname, 'emacs.el')];
    });
    assert.equal(seen.get('mode'), 'agent-json-mode');
    assert.match(String(seen.get('diagnostics')), /Invalid value for "language"\. Did you mean "en"\?$/);
    assert.match(String(seen.get('hover')), /Main language of the agent/);
    const completions = seen.get('completions') as readonly string[];
    assert.deepEqual([completions.length, completions[0]], [43, 'en']);
    assert.equal(seen.get('gone'), true);
    assert.equal(seen.get('text'), after);
  });
});
