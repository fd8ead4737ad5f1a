/** An unclosed brace or bracket. */
export interface Unclosed {
  readonly offset: number;
  /** Whether the closing bracket at its indentation belongs to another one. */
  readonly isClosedByAnother: boolean;
}

interface Opener {
  readonly offset: number;
  readonly indentation: number;
}

/** The last unclosed brace or bracket; undefined if all are closed. */
export function lastUnclosed(text: string): Unclosed | undefined {
  const open: Opener[] = [];
  let skipped: Opener | undefined;
  let line = { indentation: 0, begin: 0 };
  for (const { 0: token, index } of text.matchAll(/"(?:\\.|[^"\\\r\n])*"?|[{}[\]]|[\r\n][ \t]*/g)) {
    const { indentation } = line;
    if ('{['.includes(token)) open.push({ offset: index, indentation });
    else if (token === '}' || token === ']') {
      const last = open.pop();
      // At the start of a line, it closes the bracket with the same indentation; those opened since then are unclosed.
      const isOfAnother = index === line.begin && last !== undefined && last.indentation > indentation;
      if (isOfAnother && open.at(-1)?.indentation === indentation) {
        skipped ??= last;
        open.pop();
      }
    } else if (!token.startsWith('"')) line = { indentation: token.length - 1, begin: index + token.length };
  }
  if (skipped && open.length === 0) return { offset: skipped.offset, isClosedByAnother: true };
  const last = open.at(-1);
  return last && { offset: last.offset, isClosedByAnother: false };
}

/** The braces and brackets that are open at the end of `text`, the outermost first. */
export function openersOf(text: string): string {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\\r\n])*"?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(token);
    else if (token === '}' || token === ']') open.pop();
  }
  return open.join('');
}

/** Whether the numbers of opening and closing brackets are equal, including those in strings. */
export function isBalanced(text: string): boolean {
  const countMatches = (pattern: RegExp) => Array.from(text.matchAll(pattern)).length;
  return countMatches(/\{/g) === countMatches(/\}/g) && countMatches(/\[/g) === countMatches(/\]/g);
}
