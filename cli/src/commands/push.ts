import { resolve } from 'node:path';
import type { PushPlan } from '#sync/model';
import { push as pushAgent } from '#sync/push/push';
import type { Context } from '../context';
import { UsageError } from '../errors';
import { exitCodes } from '../exitCodes';
import type { PushPlanOptions } from '../options';
import { countOf, sumUp } from '../output/counts';
import { type FileReport, type CommandReport, commandReport } from '../output/report';
import { ConfirmByOptions } from '../sync/confirm';
import { type FileResult, invalidFile, reportFile, duplicateIdResults } from '../sync/fileResult';
import { resultOfPush } from '../sync/outcomes';
import type { Allowance } from '../sync/permissions';
import { type PlannedFile, readPlan } from '../sync/planFile';
import { reportOfPlan } from '../sync/planReport';
import { Session } from '../sync/session';

export interface PushOptions extends PushPlanOptions {
  readonly plan?: string;
  readonly yes?: boolean;
  readonly allow?: readonly Allowance[];
}

interface FileToPush {
  readonly path: string;
  readonly planned?: PlannedFile;
}

/** Pushes files, one after the other. */
export async function push(
  paths: readonly string[],
  options: PushOptions,
  context: Context,
): Promise<CommandReport> {
  const session = new Session(options, context);
  const files = await filesToPush(paths, options, session);
  session.readSecretNames(files.map(({ path }) => path));
  const duplicateIdResultOf = duplicateIdResults(files.map(({ path }) => path));
  const reports: FileReport[] = [];
  for (const file of files)
    reports.push(
      await reportFile(file.path, session, (text) =>
        Promise.resolve(duplicateIdResultOf(file.path) ?? pushFile(file, text, options, session)),
      ),
    );
  session.progress.clear();
  const isEmptyPlan = options.plan !== undefined && files.length === 0;
  const summary = isEmptyPlan ? 'Nothing to push: the plan is empty.' : syncSummary(reports, 'pushed');
  return commandReport('push', reports, [summary, ...session.state.notes]);
}

async function filesToPush(
  paths: readonly string[],
  { plan, changesOnly }: PushOptions,
  session: Session,
): Promise<FileToPush[]> {
  const { context, address, workspace } = session;
  if (plan === undefined) return (await workspace.find(paths)).map((path) => ({ path }));
  if (paths.length > 0)
    throw new UsageError('The plan determines which files are pushed. Use either --plan or PATH.');
  if (changesOnly)
    throw new UsageError('The plan determines what is sent. Use either --plan or --changes-only.');
  const { origin, files } = readPlan(plan, context);
  if (origin !== address.origin)
    throw new UsageError(`The plan is for ${origin}, not for ${address.origin}.`);
  return files.map((planned) => ({ path: resolve(context.cwd, planned.path), planned }));
}

async function pushFile(
  { path, planned }: FileToPush,
  text: string,
  { yes = false, allow = [] }: PushOptions,
  session: Session,
): Promise<FileResult> {
  const invalid = await invalidFile(path, text, session);
  if (invalid) return invalid;
  const confirm = new ConfirmByOptions({ yes, allow }, session.context, planned);
  const outcome = await session.whileLocked(text, async () =>
    pushAgent(session.portsFor(path, text, confirm), await session.pushOptionsFor(text, planned?.method)),
  );
  return denialResult(confirm) ?? resultOfPush(outcome, text, session);
}

function denialResult({ plan, denial }: ConfirmByOptions): FileResult | undefined {
  // A shared prompt file is only changed after the push, so the push was made although this was denied.
  if (!plan || !denial || denial.kind === 'shared-prompt' || denial.kind === 'removes') return undefined;
  const report = reportOfPlan(plan);
  if (denial.kind === 'stale') {
    const message = `Nothing was sent: ${denial.change} since the plan was made.`;
    return { ...report, result: 'stale', exitCode: exitCodes.notAllowed, message };
  }
  const message = `Nothing was sent: add ${denial.options.join(' ')} to push this${alternativeTo(plan, denial.options)}.`;
  return { ...report, result: 'not-allowed', exitCode: exitCodes.notAllowed, message };
}

/** A PATCH omits the secrets that a PUT would put at risk. */
function alternativeTo({ method }: PushPlan, options: readonly string[]): string {
  return method === 'put' && options.includes('--allow unproven-secrets')
    ? ', or --changes-only to send only the properties that have changed'
    : '';
}

const nothingToDo: ReadonlySet<string> = new Set(['in-sync', 'remote-ahead', 'unchanged', 'unlinked']);

/** Counts by outcome: pushed or pulled, unchanged, skipped, failed. */
export function syncSummary(reports: readonly FileReport[], verb: 'pushed' | 'pulled'): string {
  if (reports.length === 0) return 'No agent files found.';
  const countFiles = (test: (file: FileReport) => boolean) => reports.filter(test).length;
  const succeeded = countFiles(({ exitCode, result }) => exitCode === 0 && !nothingToDo.has(result));
  const unchanged = countFiles(({ exitCode, result }) => exitCode === 0 && nothingToDo.has(result));
  const skipped = countFiles(({ result }) => result === 'skipped');
  const failed = reports.length - succeeded - unchanged - skipped;
  const parts = sumUp([
    [succeeded, verb, verb],
    [unchanged, 'unchanged', 'unchanged'],
    [skipped, 'skipped', 'skipped'],
    [failed, 'failed', 'failed'],
  ]);
  return `${countOf(reports.length, 'file')}: ${parts}.`;
}
