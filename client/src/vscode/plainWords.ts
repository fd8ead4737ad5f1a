/**
 * Words of ours around names from files and from Cekura → text for a notification. VS Code makes links of `[…](…)` there, also
 * links that run commands; none of them would be ours. What has no shape or turns the reading direction goes as well.
 */
export function plainWords(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\](?=\()/g, '] ');
}
