import { parseArgs } from 'node:util';
import type { Sandbox, SandboxOptions } from './server';
import { spellings } from './spelling';
import { pathSwitches, switchValues, setSwitches, defaultSwitches, type Switches } from './switches';

type SwitchName = keyof Switches;

const listSwitches: readonly SwitchName[] = [...pathSwitches, 'spelling'];
const switchNames: readonly SwitchName[] = [...ownKeys(switchValues), ...listSwitches];

export const usage = `Usage: node dist/sandbox.js [--port 8787] [--key KEY]
${switchNames.map((name) => `  [${optionOf(name)} ${valuesOf(name)}]`).join('\n')}`;

/** Parses the command line. Throws an Error with a message for the user. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const switchOptions = switchNames.map((name) => [optionOf(name).slice(2), { type: 'string' }] as const);
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(switchOptions),
      port: { type: 'string', default: '8787' },
      key: { type: 'string' },
    },
  });
  const { port, key } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new RangeError('port must be a number up to 65535.');
  const optionValues: Readonly<Record<string, unknown>> = values;
  const switches = switchNames.map(
    (name) => [name, readSwitch(name, optionValues[optionOf(name).slice(2)])] as const,
  );
  return {
    port: Number(port),
    ...(key ? { key } : {}),
    ...setSwitches(defaultSwitches, Object.fromEntries(switches)),
  };
}

/** The output when the sandbox is ready. */
export function greeting({ origin, keys, switches, agents }: Sandbox): string {
  return [
    `Cekura sandbox: ${origin} (${agents.length} agents)`,
    `Keys: ${keys.map(({ key, label }) => `${key} (${label})`).join(', ')}, in the header X-CEKURA-API-KEY`,
    `Switches: ${switchNames.flatMap((name) => formatSwitch(name, switches[name])).join(' ')}`,
    `Controls: ${origin}/__sandbox/ (state, log, switches, faults, projects, edit, reset)`,
    'Press Ctrl-C to stop.',
  ].join('\n');
}

/** Lists are comma-separated. */
function readSwitch(name: SwitchName, value: unknown): unknown {
  if (typeof value !== 'string' || !listSwitches.includes(name)) return value;
  return value.split(',').filter((item) => item !== '');
}

function formatSwitch(name: SwitchName, value: string | readonly string[]): string[] {
  if (typeof value === 'string') return [`${optionOf(name)} ${value}`];
  return value.length === 0 ? [] : [`${optionOf(name)} ${value.join(',')}`];
}

function valuesOf(name: SwitchName): string {
  const allowed = ownKeys(switchValues).find((other) => other === name);
  if (allowed) return switchValues[allowed].join('|');
  return name === 'spelling' ? spellings.join(',') : 'PATH,…';
}

/** `omitFromGet` → `omit-from-get`. */
function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function ownKeys<T extends object>(object: T): (keyof T & string)[] {
  return Object.keys(object).filter((name): name is keyof T & string => Object.hasOwn(object, name));
}
