import { redactCredentialsIn } from '#language/secrets/credentialPatterns';

/** Text from files and servers → one line for a terminal: without escape sequences, direction marks, and credentials. */
export function printable(text: string, keepIndentation = false): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return redactCredentialsIn(keepIndentation ? plain : plain.trim());
}
