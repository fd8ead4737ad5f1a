import { isJsonObject, isJsonArray, toJsonText } from '#language/syntax/json';
import type { Json } from '#language/syntax/json';
import { formatPointer } from '#language/secrets/redact';
import { lineDiff } from '#sync/messages/lineDiff';
import { countOf } from './counts';
import { printable } from './printable';
import type { ChangeReport, ConflictReport, FileReport, SecretReport } from './report';

/** A line of a plan. `kind` determines its color, and its prefix without color. */
export interface PlanLine {
  readonly kind: 'heading' | 'added' | 'removed' | 'same' | 'note';
  readonly text: string;
}

/** A plan in human-readable form: per property, prompts by line. Without values of secrets. */
export function planLines(file: FileReport): PlanLine[] {
  const { changes = [], secrets = [], incoming = [], conflicts = [], requiredOptions = [] } = file;
  return [
    ...changes.flatMap(changeLines),
    ...secrets.flatMap(secretLines),
    ...incoming.map((pointer) =>
      note(`${formatPointer(pointer)}: changed on Cekura, will be merged into the file`),
    ),
    ...conflicts.flatMap(conflictLines),
    ...(requiredOptions.length > 0 ? [note(`required options: ${requiredOptions.join(' ')}`)] : []),
  ];
}

/** `Support Line (2107): 2 changes, risk: medium (never-synced)`. */
export function planTitle({ agent, changes = [], secrets = [], risk, reasons = [] }: FileReport): string {
  const count = changes.length + secrets.filter(({ action }) => action !== 'keep').length;
  const reason = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
  const { name = 'agent', id = '' } = agent ?? {};
  return printable(`${name} (${id}): ${countOf(count, 'change')}, risk: ${risk ?? 'none'}${reason}`);
}

function changeLines({ pointer, before, after }: ChangeReport): PlanLine[] {
  const heading: PlanLine = { kind: 'heading', text: formatPointer(pointer) };
  if (typeof before === 'string' && typeof after === 'string' && /\n/.test(before + after))
    return [
      heading,
      ...lineDiff(before, after).map(({ kind, text }): PlanLine => ({ kind, text: printable(text, true) })),
    ];
  return [heading, ...sideLines('removed', before), ...sideLines('added', after)];
}

function conflictLines({ pointer, local, remote }: ConflictReport): PlanLine[] {
  return [
    { kind: 'heading', text: `${formatPointer(pointer)}: conflict, - Cekura, + file` },
    ...sideLines('removed', remote),
    ...sideLines('added', local),
  ];
}

function sideLines(kind: PlanLine['kind'], value: Json | undefined): PlanLine[] {
  return value === undefined
    ? []
    : valueText(value)
        .split('\n')
        .map((text) => ({ kind, text: printable(text, true) }));
}

function valueText(value: Json): string {
  if (typeof value === 'string' && value.includes('\n')) return value;
  return isJsonObject(value) || isJsonArray(value) ? toJsonText(value, '  ') : toJsonText(value);
}

function secretLines({ pointer, action, source, guarantee }: SecretReport): PlanLine[] {
  const name = formatPointer(pointer);
  switch (action) {
    case 'set':
      return [note(`${name}: secret, set from ${source ?? 'file'}`)];
    case 'clear':
      return [note(`${name}: secret, permanently cleared`)];
    case 'keep':
      if (guarantee === 'resent') return [note(`${name}: secret, the value sent last is sent again`)];
      return guarantee === 'included' || guarantee === 'proven'
        ? []
        : [note(`${name}: secret, may be cleared by Cekura`)];
  }
}

function note(text: string): PlanLine {
  return { kind: 'note', text: printable(text) };
}
