import { withoutKeys } from '#language/secrets/credentialPatterns';

/**
 * Words of ours around names from files and from Cekura → text for a notification. VS Code makes links of `[…](…)` there, also
 * links that run commands; none of them would be ours. What has no shape or turns the reading direction goes as well,
 * and so does a key that somebody pasted where a name belongs.
 */
export function plainWords(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\](?=\()/g, '] ');
  return withoutKeys(plain);
}

/** The same for labels of lists and lenses, which make icons of `$(…)`: none of those in a name would be ours. */
export function plainLabel(text: string): string {
  return plainWords(text).replaceAll('$(', '$ (');
}
