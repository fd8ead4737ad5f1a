import { agentFileExtension } from '#language/agentFile';

/** Windows reserves these file names, with any extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name for an agent name that is not in `usedNames`, ignoring case. */
export function fileNameFor(agentName: string, usedNames: Iterable<string>): string {
  const base = slugOf(agentName);
  const used = new Set([...usedNames].map((name) => name.toLowerCase()));
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${base}${agentFileExtension}` : `${base}-${count}${agentFileExtension}`;
    if (!used.has(name)) return name;
  }
}

/** Lowercase letters and digits of any script, words joined by hyphens. */
function slugOf(text: string): string {
  const slug = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return slug === '' || reserved.test(slug) ? `agent${slug && `-${slug}`}` : slug;
}
