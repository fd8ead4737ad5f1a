import { createInterface } from 'node:readline/promises';
import { describePull, describePush } from '#sync/messages/describeQuestion';
import { describeSharedPrompts } from '#sync/messages/describeSharedPrompts';
import type { PullPlan, PushPlan } from '#sync/model';
import type { Confirm, PushAnswer } from '#sync/ports';
import type { SharedPrompt } from '#sync/promptFiles/sharedPrompts';
import type { Context } from '../context';
import { printable } from '../output/printable';
import { type Permissions, missingOptions } from './permissions';
import { type PlannedFile, changeSince } from './planFile';

/** Why a plan was not applied. */
export type Denial =
  | { readonly kind: 'missing-options'; readonly options: readonly string[] }
  | { readonly kind: 'stale'; readonly change: string }
  /** A pull would remove these properties, by JSON pointer, from a file that was synced before. */
  | { readonly kind: 'removes'; readonly removed: readonly string[] }
  /** A prompt file is used by other agents as well; `details` names them. */
  | { readonly kind: 'shared-prompt'; readonly details: readonly string[] };

/** Confirms what the command-line options allow. On a terminal, asks for what `--yes` would allow. */
export class ConfirmByOptions implements Confirm {
  plan: PushPlan | undefined;
  denial: Denial | undefined;

  constructor(
    private readonly permissions: Permissions,
    private readonly context: Context,
    private readonly planned: PlannedFile | undefined,
  ) {}

  async push(plan: PushPlan): Promise<PushAnswer> {
    this.plan = plan;
    const change = this.planned && changeSince(this.planned, plan);
    if (change !== undefined) return this.deny({ kind: 'stale', change });
    const options = missingOptions(plan, this.permissions);
    if (options.length === 0) return { kind: 'push' };
    const canAsk = options.every((option) => option === '--yes');
    const { title, details } = describePush(plan);
    if (canAsk && (await askOnTerminal(this.context, [...details, title]))) return { kind: 'push' };
    return this.deny({ kind: 'missing-options', options });
  }

  async pull(plan: PullPlan): Promise<boolean> {
    const overwrites = plan.replacedProperties.length > 0 || plan.removedProperties.length > 0;
    if (!overwrites || this.permissions.yes) return true;
    const { title, details } = describePull(plan);
    if (await askOnTerminal(this.context, [...details, title])) return true;
    const isSynced = plan.basedOn.baseline !== undefined;
    this.deny(
      isSynced
        ? { kind: 'removes', removed: plan.removedProperties }
        : { kind: 'missing-options', options: ['--yes'] },
    );
    return false;
  }

  /** Whether prompt files that other agents use as well may be changed. */
  async allowShared(shared: readonly SharedPrompt[]): Promise<boolean> {
    if (this.permissions.allow.includes('shared-prompt')) return true;
    const { title, details } = describeSharedPrompts(shared);
    if (await askOnTerminal(this.context, [...details, title])) return true;
    this.deny({ kind: 'shared-prompt', details });
    return false;
  }

  private deny(denial: Denial): PushAnswer {
    // Pressing Ctrl+C at the question cancels the run and is not an answer.
    if (!this.context.signal.aborted) this.denial = denial;
    return { kind: 'cancel' };
  }
}

/** Asks on a terminal; without one, and after Ctrl+C, the answer is no. */
async function askOnTerminal({ stdin, stderr, signal }: Context, lines: readonly string[]): Promise<boolean> {
  if (stdin.isTTY !== true || stderr.isTTY !== true || signal.aborted) return false;
  stderr.write(`\r\u001B[K${lines.map((line) => printable(line)).join('\n')} [y/N] `);
  const reader = createInterface({ input: stdin });
  // A question has no answer after the end of the input (Ctrl+D).
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
  try {
    return /^y(es)?$/i.test((await Promise.race([reader.question('', { signal }), ended])).trim());
  } catch {
    return false;
  } finally {
    reader.close();
  }
}
