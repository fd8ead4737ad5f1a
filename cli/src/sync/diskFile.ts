import { basename } from 'node:path';
import type { AgentFile } from '#sync/ports';
import { editFile, readText } from '../files/agentText';

/** An agent file on disk. */
export function diskFile(path: string): AgentFile {
  return {
    name: basename(path),
    read: () => Promise.resolve(readText(path).text),
    edit: (edits, madeFor) => {
      const file = readText(path);
      return Promise.resolve(file.text === madeFor && editFile(file, edits));
    },
  };
}
