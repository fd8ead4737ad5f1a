/** The line number of a text, from 1. */
export function lineOf(whole: string, text: string): number {
  return whole.slice(0, whole.indexOf(text)).split('\n').length;
}
