// Writes the files of a build.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file unless it has this content already, because programs and tests that run meanwhile read the files of a build.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export async function writeIfChanged(file, content) {
  const existing = await readFile(file).catch(() => undefined);
  if (existing?.equals(Buffer.from(content))) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
