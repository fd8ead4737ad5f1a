/** The characters between and around JSON values: most random edits with them change the structure of a text. */
export const jsonPunctuation: readonly string[] = ['{', '}', '[', ']', ',', ':', '"'];
