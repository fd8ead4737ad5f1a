import { redactCredentialsIn } from '#language/secrets/credentialPatterns';

/**
 * A message with names from files and from Cekura, made safe for a notification. VS Code turns `[…](…)` into links there, also into links
 * that run commands. Control and direction characters are removed, and so is a credential that was pasted in place of a name.
 */
export function sanitizeMessage(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\](?=\()/g, '] ');
  return redactCredentialsIn(plain);
}

/** The same for labels of quick picks and code lenses, where `$(…)` becomes an icon. */
export function sanitizeLabel(text: string): string {
  return sanitizeMessage(text).replaceAll('$(', '$ (');
}
