// A program that pushes or pulls one file and stores the baseline on disk, so that a test can kill it at any time.
// Usage: pushingProgram.ts FOLDER ORIGIN KEY push|pull. Prints the outcome.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { baselineText, readBaseline } from '#sync/baselineText';
import { avoidRisk } from '../property/fuzz/avoidRisk';
import { SyncFixture } from './sync/syncFixture';

async function run([folder = '', origin = '', key = '', command]: readonly string[]): Promise<string> {
  const read = readAddress(origin);
  if (!read.ok) throw new Error(read.reason);
  const agents = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(key) });
  const [file, base] = ['agent.json', 'base.json'].map((name) => join(folder, name)) as [string, string];
  const fixture = new SyncFixture({ file: readFileSync(file, 'utf8'), agent: {}, agents });
  fixture.answer = avoidRisk;
  fixture.baseline = existsSync(base) ? readBaseline(readFileSync(base, 'utf8')) : undefined;
  fixture.ports.baselines.put = (_, baseline) => {
    writeFileSync(`${base}.new`, baselineText(baseline));
    renameSync(`${base}.new`, base);
    return Promise.resolve(true);
  };
  const { kind } = await (command === 'pull' ? fixture.pull() : fixture.push());
  writeFileSync(file, fixture.text);
  return kind;
}

void run(process.argv.slice(2)).then((kind) => console.log(kind));
