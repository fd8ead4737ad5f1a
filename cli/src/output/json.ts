import { version } from '#package';
import { type Json, toJsonText } from '#language/syntax/json';
import type { CommandReport } from './report';

/** The whole report as one document; schemas/cli-output.schema.json describes it. Numbers keep their digits. */
export function formatJson({ command, files, notes, exitCode }: CommandReport): string {
  const tool = { name: 'agent-json', version };
  const document = { version: 1, tool, command, exitCode, files, notes };
  return `${toJsonText(document as unknown as Json, '  ')}\n`;
}
