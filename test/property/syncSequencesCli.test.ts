import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toFileText, promptFromFileText } from '#language/promptFiles/promptText';
import type { Fault } from '#sandbox/faults';
import { readFrom, writeInto } from '#support/cli/folder';
import { CliSandbox } from '#support/cli/cliSandbox';

/** For long runs: `RUNS=5000 SEED=7 node --import tsx --test test/property/syncSequencesCli.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 100);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

const names = ['description', 'language', 'assistant_id'] as const;
type Name = (typeof names)[number];

/** Valid values per property. */
const values = {
  description: ['Takes calls and books rooms.', 'Takes calls.', 'Takes calls\nand books tables.'],
  language: ['en', 'fr', 'de'],
  assistant_id: ['asst_1234567890', 'asst_abcdefghij', 'asst_0987654321'],
} as const satisfies Readonly<Record<Name, readonly string[]>>;
const secret = 'FAKE-stored-vapi-key-do-not-use';
const agent = {
  id: 1,
  agent_name: 'Front Desk',
  description: values.description[0],
  language: values.language[0],
  assistant_id: values.assistant_id[0],
  inbound: true,
  assistant_provider: 'vapi',
  vapi_api_key: secret,
  project: 1376,
};

const faults: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 401 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'half-body' },
  { kind: 'html' },
  { kind: 'redirect', to: '/elsewhere/' },
];

type Step =
  | { readonly do: 'edit' | 'edit on Cekura'; readonly name: Name; readonly value: 0 | 1 | 2 }
  | { readonly do: 'push' | 'pull' | 'status' | 'diff' | 'plan and push' }
  | { readonly do: 'fault'; readonly method: 'GET' | 'PUT' | 'PATCH'; readonly fault: Fault };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'edit on Cekura' as const),
      name: fc.constantFrom(...names),
      value: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'push' as const,
        'pull' as const,
        'status' as const,
        'diff' as const,
        'plan and push' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      method: fc.constantFrom('GET' as const, 'PUT' as const, 'PATCH' as const),
      fault: fc.constantFrom(...faults),
    }),
  },
);

const promptFile = 'desk.prompt.md';
/** A text in the style of the prompt file; undefined for a prompt in the agent file. */
const promptFileStyle = fc.constantFrom(undefined, 'a\n', 'a', 'a\r\nb\r\n');

type Values = Readonly<Record<Name, unknown>>;

function perName<Value>(valueOf: (name: Name) => Value): Readonly<Record<Name, Value>> {
  return {
    description: valueOf('description'),
    language: valueOf('language'),
    assistant_id: valueOf('assistant_id'),
  };
}

/** The properties of both sides. */
interface Sides {
  readonly file: Values;
  readonly remote: Values;
}

class CliModel {
  private hasPromptFile = false;
  /** Possible baselines: the values after the last sync. More than one if a command may or may not have saved it. */
  private bases: Readonly<Record<Name, ReadonlySet<unknown>>>;

  constructor(
    private readonly cli: CliSandbox,
    private readonly file: string,
  ) {
    this.bases = perName((name) => new Set([agent[name]]));
  }

  /** Moves the description to a file, whose line ends and final line break it keeps. */
  usePromptFile(like: string): void {
    writeInto(this.cli.folder, promptFile, toFileText(agent.description, like));
    this.cli.edit(this.file, { description: `\${file:./${promptFile}}` });
    this.hasPromptFile = true;
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const next of steps) {
      if (next.do === 'edit') this.edit(next.name, values[next.name][next.value]);
      else if (next.do === 'edit on Cekura')
        this.cli.sandbox.edit(1, { [next.name]: values[next.name][next.value] });
      else if (next.do === 'fault') this.cli.sandbox.fault({ ...next.fault, method: next.method });
      else await this.command(next.do);
    }
  }

  private edit(name: Name, value: string): void {
    if (name === 'description' && this.hasPromptFile)
      writeInto(this.cli.folder, promptFile, toFileText(value, readFrom(this.cli.folder, promptFile)));
    else this.cli.edit(this.file, { [name]: value });
  }

  private async command(command: 'push' | 'pull' | 'status' | 'diff' | 'plan and push'): Promise<void> {
    const before = this.sides();
    const writesBefore = this.cli.writes.length;
    const code = await this.execute(command);
    const after = this.sides();
    const writes = this.cli.writes.length - writesBefore;
    assert.equal(this.cli.sandbox.agent(1)['vapi_api_key'], secret, 'the secret is stored');
    assert.ok(writes <= (command === 'push' || command === 'plan and push' ? 1 : 0), `${writes} writes`);
    if (command !== 'pull') assert.deepEqual(after.file, before.file, 'only a pull changes the file');
    for (const name of names)
      assert.ok(
        [...this.bases[name]].some((base) => isExpected(name, base, { command, code, before, after })),
        `${command}, exit code ${code}, ${name}: ${JSON.stringify({ before, after, bases: [...this.bases[name]] })}`,
      );
    // Other commands need not save that both sides are the same.
    this.updateBases(code === 0 && (command === 'push' || command === 'pull'), after);
  }

  private async execute(command: string): Promise<number | null> {
    if (command !== 'plan and push')
      return (await this.cli.run(command === 'push' ? 'push --yes' : command)).code;
    const planned = await this.cli.run('plan --out plan.json');
    return planned.code === 0 ? (await this.cli.run('push --plan plan.json --yes')).code : planned.code;
  }

  private sides(): Sides {
    const [local, remote] = [this.cli.file(this.file), this.cli.sandbox.agent(1)];
    const file = this.hasPromptFile
      ? { ...local, description: promptFromFileText(readFrom(this.cli.folder, promptFile)) }
      : local;
    if (this.hasPromptFile)
      assert.equal(local['description'], `\${file:./${promptFile}}`, 'the reference stays');
    return { file: perName((name) => file[name]), remote: perName((name) => remote[name]) };
  }

  private updateBases(isCertain: boolean, { file, remote }: Sides): void {
    const bases = this.bases;
    this.bases = perName((name) =>
      file[name] === remote[name] ? new Set([file[name], ...(isCertain ? [] : bases[name])]) : bases[name],
    );
  }
}

interface CommandRun {
  readonly command: string;
  readonly code: number | null;
  readonly before: Sides;
  readonly after: Sides;
}

/** If the command succeeds, a value that only the source side changed is transferred. All other values stay unchanged. */
function isExpected(name: Name, base: unknown, { command, code, before, after }: CommandRun): boolean {
  const isPush = command.includes('push');
  const [file, remote] = [before.file[name], before.remote[name]];
  const [source, target] = isPush ? [file, remote] : [remote, file];
  const result = isPush ? after.remote[name] : after.file[name];
  const isConflict = file !== base && remote !== base && file !== remote;
  const isSync = isPush || command === 'pull';
  if (isConflict || source === base || !isSync)
    return result === target && !(isConflict && isSync && code === 0);
  return code === 0 ? result === source : result === target || result === source;
}

describe(`agent-json in random sequences of edits, commands and faults, ${numRuns} per mode, seed ${seed}`, () => {
  for (const put of ['keep', 'reset', 'clear'] as const) {
    it(`loses no secret and no change, and writes at most once per push (PUT: ${put})`, () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 2, maxLength: 9 }),
          promptFileStyle,
          async (steps, like) => {
            const cli = await CliSandbox.start({ seed: [agent], put });
            try {
              const model = new CliModel(cli, await cli.pull(1));
              if (like !== undefined) model.usePromptFile(like);
              await model.run(steps);
            } finally {
              await cli.close();
            }
          },
        ),
        { numRuns, seed, includeErrorInReport: true },
      ));
  }
});
