import { redactCredentialsIn } from '#language/secrets/credentialPatterns';

/**
 * Makes a message with names from files and from Cekura safe for a notification, where VS Code renders `[…](…)` as links, including command
 * links. Removes control and direction characters, and credentials that were pasted in place of a name.
 */
export function sanitizeMessage(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\](?=\()/g, '] ');
  return redactCredentialsIn(plain);
}

/** The same for labels of quick picks and code lenses, where `$(…)` becomes an icon. */
export function sanitizeLabel(text: string): string {
  return sanitizeMessage(text).replaceAll('$(', '$ (');
}
