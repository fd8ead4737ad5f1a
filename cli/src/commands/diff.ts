import { push } from '#sync/push/push';
import type { PushPlan } from '#sync/model';
import type { Baselines } from '#sync/ports';
import type { Context } from '../context';
import { exitCodes } from '../exitCodes';
import type { PushPlanOptions } from '../options';
import { countOf, sumUp } from '../output/counts';
import { type FileReport, type CommandReport, commandReport } from '../output/report';
import { PlanRecorder } from '#sync/push/planRecorder';
import { type FileResult, invalidFile, reportFile, duplicateIdResults } from '../sync/fileResult';
import { resultOfPush } from '../sync/outcomes';
import { reportOfPlan } from '../sync/planReport';
import { Session, mapConcurrently } from '../sync/session';

export interface DiffOptions extends PushPlanOptions {
  readonly exitCode?: boolean;
}

/** Shows what a push of each file would do. Only sends GET requests and saves nothing. */
export async function diff(
  paths: readonly string[],
  options: DiffOptions,
  context: Context,
): Promise<CommandReport> {
  const session = new Session(options, context);
  const planned = await planFiles(await session.workspace.find(paths), session);
  const files = planned.map(({ report }) => withExitCode(report, options));
  return commandReport('diff', files, [diffSummary(files)]);
}

function withExitCode(report: FileReport, { exitCode }: DiffOptions): FileReport {
  return exitCode && report.result === 'differs' ? { ...report, exitCode: exitCodes.problems } : report;
}

export interface PlannedReport {
  readonly report: FileReport;
  /** Undefined if there is nothing to push, or the push is blocked. */
  readonly plan: PushPlan | undefined;
}

export async function planFiles(paths: readonly string[], session: Session): Promise<PlannedReport[]> {
  session.readSecretNames(paths);
  const duplicateIdResultOf = duplicateIdResults(paths);
  const planned = await mapConcurrently(paths, async (path): Promise<PlannedReport> => {
    const confirm = new PlanRecorder();
    const report = await reportFile(path, session, (text) => {
      const shared = duplicateIdResultOf(path);
      return shared ? Promise.resolve(shared) : planFile(path, text, confirm, session);
    });
    return { report, plan: confirm.plan };
  });
  session.progress.clear();
  return planned;
}

async function planFile(
  path: string,
  text: string,
  confirm: PlanRecorder,
  session: Session,
): Promise<FileResult> {
  const invalid = await invalidFile(path, text, session);
  if (invalid) return invalid;
  const ports = session.portsFor(path, text, confirm, withoutSaving(session.state.baselinesFor(path)));
  const outcome = await push(ports, await session.pushOptionsFor(text));
  const { plan } = confirm;
  if (!plan || outcome.kind !== 'canceled') return resultOfPush(outcome, text, session);
  return { ...reportOfPlan(plan), result: 'differs', exitCode: exitCodes.ok };
}

/** Reading an agent is not a sync, so no baseline is saved. */
function withoutSaving(baselines: Baselines): Baselines {
  return { get: (link) => baselines.get(link), put: () => Promise.resolve(true) };
}

export function diffSummary(files: readonly FileReport[]): string {
  if (files.length === 0) return 'No agent files found.';
  const differing = files.filter(({ result }) => result === 'differs').length;
  const failed = files.filter(({ exitCode, result }) => exitCode > 1 && result !== 'differs').length;
  const inSync = files.length - differing - failed;
  const parts = sumUp([
    [differing, 'to push', 'to push'],
    [inSync, 'with nothing to push', 'with nothing to push'],
    [failed, 'failed', 'failed'],
  ]);
  return `${countOf(files.length, 'file')}: ${parts}.`;
}
