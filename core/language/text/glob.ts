/**
 * Whether a path matches a glob as in VS Code's `files.exclude`: `**`, `*`, `?`, `{a,b}`. A glob is relative to any parent
 * folder of the file, and one that matches a folder matches everything in it.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return glob !== '' && new RegExp(`(?:^|/)${patternOf(glob.replace(/^\.?\//, ''))}(?:/|$)`).test(path);
}

function patternOf(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[.+^$()|[\]\\{}]/g, (token, choices?: string) => {
    if (choices !== undefined) return `(?:${choices.split(',').map(patternOf).join('|')})`;
    return wildcards.get(token) ?? `\\${token}`;
  });
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);
