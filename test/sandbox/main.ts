import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox, type SandboxOptions } from './server';
import { positions, setSwitches, usualSwitches } from './switches';

const usage = `Usage: node dist/sandbox.js [--port 8787] [--key TEXT] [--put ${positions.put.join('|')}] \
[--nested ${positions.nested.join('|')}] [--clear-text ${positions.clearText.join('|')}]`;

/** The command line as options. Throws an Error with a sentence for whoever typed it. */
function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8787' },
      key: { type: 'string' },
      put: { type: 'string' },
      nested: { type: 'string' },
      'clear-text': { type: 'string' },
    },
  });
  const { port, key, put, nested, 'clear-text': clearText } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new RangeError('port is a number up to 65535');
  return {
    port: Number(port),
    ...(key ? { key } : {}),
    ...setSwitches(usualSwitches, { put, nested, clearText }),
  };
}

function greeting({ origin, key, switches, agents }: Sandbox): string {
  const { put, nested, clearText } = switches;
  return [
    `Cekura sandbox: ${origin} (${agents.length} agents)`,
    `Key: ${key} (header X-CEKURA-API-KEY)`,
    `Switches: --put ${put} --nested ${nested} --clear-text ${clearText}`,
    `Controls: ${origin}/__sandbox/ (state, log, switches, faults, edit, reset)`,
    'Ctrl-C ends it.',
  ].join('\n');
}

async function main(): Promise<void> {
  try {
    const sandbox = await startSandbox(readOptions(process.argv.slice(2)));
    console.log(greeting(sandbox));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(usage);
    process.exitCode = 1;
  }
}

void main();
