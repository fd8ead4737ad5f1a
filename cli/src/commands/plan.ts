import type { Context } from '../context';
import { UsageError } from '../errors';
import { exitCodes } from '../exitCodes';
import type { PushPlanOptions } from '../options';
import { type CommandReport, commandReport } from '../output/report';
import { savePlan } from '../sync/planFile';
import { Session } from '../sync/session';
import { planFiles, diffSummary } from './diff';

export interface PlanOptions extends PushPlanOptions {
  readonly out: string;
}

/** Like diff, but saves the plan to a file that a later push must match. */
export async function plan(
  paths: readonly string[],
  options: PlanOptions,
  context: Context,
): Promise<CommandReport> {
  const session = new Session(options, context);
  const agentFiles = await session.workspace.find(paths);
  if (agentFiles.length === 0) throw new UsageError('No agent files found, so no plan was written.');
  const planned = await planFiles(agentFiles, session);
  const files = planned.map(({ report }) => report);
  const isComplete = files.every(({ exitCode }) => exitCode === exitCodes.ok);
  if (isComplete) {
    const plans = planned.flatMap(({ report: { path }, plan: pushPlan }) =>
      pushPlan ? [{ path, plan: pushPlan }] : [],
    );
    savePlan(options.out, session.address.origin, plans, context);
  }
  const resultLine = isComplete ? `Plan written to ${options.out}.` : 'No plan was written.';
  return commandReport('plan', files, [diffSummary(files), resultLine]);
}
