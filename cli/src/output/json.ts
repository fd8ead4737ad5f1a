import { version } from '../../../package.json';
import type { Report } from './report';

/** The whole report as one document; schemas/cli-output.schema.json describes it. */
export function toJson({ command, files, notes, exitCode }: Report): string {
  return `${JSON.stringify({ version: 1, tool: { name: 'agent-json', version }, command, exitCode, files, notes }, undefined, 2)}\n`;
}
