import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempFolder } from '#scripts/host/folders.mjs';

/** A fresh folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder('cli');
  for (const [name, text] of Object.entries(files)) writeInto(folder, name, text);
  return folder;
}

export function writeInto(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

export function readFrom(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
