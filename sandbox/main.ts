import { greeting, readOptions, usage } from './commandLine';
import { startSandbox } from './server';

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
