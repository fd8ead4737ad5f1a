import { redactCredentialsIn } from '#language/secrets/credentialPatterns';

/** Text from files and servers → one line for a terminal: no escape sequences, no direction marks, no keys. */
export function printable(text: string, keepIndentation = false): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return redactCredentialsIn(keepIndentation ? plain : plain.trim());
}
