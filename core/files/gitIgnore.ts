import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';

interface FolderRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** What the `.gitignore` files of a repository and its `.git/info/exclude` exclude. Nothing outside of a repository. */
export class GitIgnore {
  /** Per folder, the rules that apply in it, the outermost first; undefined outside of a repository. */
  private readonly cache = new Map<string, readonly FolderRules[] | undefined>();

  ignores(path: string, kind: 'file' | 'folder' = 'file'): boolean {
    return (this.rulesIn(dirname(path)) ?? []).reduce((ignored, { folder, rules }) => {
      const name = relative(folder, path).replaceAll('\\', '/');
      const result = rules.test(kind === 'folder' ? `${name}/` : name);
      return result.ignored || (ignored && !result.unignored);
    }, false);
  }

  private rulesIn(folder: string): readonly FolderRules[] | undefined {
    if (!this.cache.has(folder)) this.cache.set(folder, this.readRules(folder));
    return this.cache.get(folder);
  }

  private readRules(folder: string): readonly FolderRules[] | undefined {
    if (existsSync(join(folder, '.git'))) return rulesOf(folder, ['.git/info/exclude', '.gitignore']);
    const parent = dirname(folder);
    const inherited = parent === folder ? undefined : this.rulesIn(parent);
    return inherited && [...inherited, ...rulesOf(folder, ['.gitignore'])];
  }
}

function rulesOf(folder: string, names: readonly string[]): FolderRules[] {
  const texts = names.map((name) => readIgnoreRules(join(folder, name))).filter((text) => text !== '');
  return texts.length === 0 ? [] : [{ folder, rules: texts.reduce((all, text) => all.add(text), ignore()) }];
}

function readIgnoreRules(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
