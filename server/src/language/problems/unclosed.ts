/** Offset of the last opening brace or bracket that nothing closes; undefined where all are closed. */
export function lastUnclosed(text: string): number | undefined {
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:\\.|[^"\\\r\n])*"?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(index);
    else if (token === '}' || token === ']') open.pop();
  }
  return open.at(-1);
}
