import { mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { agentSchema } from '#language/schema/bundledSchema';
import { formatPointer } from '#language/secrets/redact';
import { stringAt } from '#language/syntax/json';
import type { AgentApi } from '#api/agentApi';
import { idOf } from '#api/responses';
import { describeBlock } from '#sync/messages/describeBlock';
import { pull as pullAgent } from '#sync/pull/pull';
import { fileNameFor } from '#sync/pull/fileNames';
import { filesToWrite, planNewFile } from '#sync/pull/newFiles';
import { omittedSentence } from '#sync/messages/format';
import type { Context } from '../context';
import { UsageError } from '../errors';
import { type ExitCode, exitCodes } from '../exitCodes';
import { createAll, readFileText } from '../files/agentText';
import { agentFileExtension } from '#language/agentFile';
import type { SyncCommandOptions } from '../options';
import { type FileReport, type CommandReport, commandReport } from '../output/report';
import { shownPath } from '../workspace';
import { failureMessage } from '../sync/address';
import { ConfirmByOptions, type Denial } from '../sync/confirm';
import { type FileResult, resultOfError, reportFile } from '../sync/fileResult';
import { allAgents } from '../sync/list';
import { resultOfPull, exitCodeOfFailure } from '../sync/outcomes';
import type { Allowance } from '../sync/permissions';
import { Session, mapConcurrently } from '../sync/session';
import { syncSummary } from './push';

export interface PullOptions extends SyncCommandOptions {
  readonly all?: boolean;
  readonly dir?: string;
  readonly promptsAsFiles?: boolean;
  readonly yes?: boolean;
  readonly allow?: readonly Allowance[];
}

/** Merges remote changes into the files; with --all, also writes agents that have no file yet. */
export async function pull(
  paths: readonly string[],
  options: PullOptions,
  context: Context,
): Promise<CommandReport> {
  if (options.all && paths.length > 0)
    throw new UsageError('--all pulls all agents. Use either --all or PATH.');
  const session = new Session(options, context);
  const folder = resolve(context.cwd, options.dir ?? '.');
  const files = await session.workspace.find(options.all ? await foldersToPull(folder) : paths);
  const created = options.all ? await createMissing(files, folder, options, session) : [];
  const pulled = await mapConcurrently(files, (path) => pullFile(path, options, session));
  session.progress.clear();
  const reports = [...pulled, ...created];
  return commandReport('pull', reports, [syncSummary(reports, 'pulled'), ...session.state.notes]);
}

function pullFile(
  path: string,
  { yes = false, allow = [] }: PullOptions,
  session: Session,
): Promise<FileReport> {
  return reportFile(path, session, async (text): Promise<FileResult> => {
    const confirm = new ConfirmByOptions({ yes, allow }, session.context, undefined);
    const outcome = await session.whileLocked(text, () =>
      pullAgent(session.portsFor(path, text, confirm), session.syncOptions),
    );
    const { denial } = confirm;
    if (outcome.kind !== 'canceled' || !denial) return resultOfPull(outcome, text, session);
    return { result: 'not-allowed', exitCode: exitCodes.notAllowed, message: denialMessage(denial) };
  });
}

function denialMessage(denial: Denial): string {
  if (denial.kind === 'shared-prompt')
    return [...denial.details, 'Add --allow shared-prompt to change it.'].join(' ');
  if (denial.kind !== 'removes')
    return 'The file was never synced on this machine and differs. Add --yes to overwrite it.';
  const { removed } = denial;
  const names = removed.map((pointer) => formatPointer(pointer)).join(', ');
  const them = removed.length === 1 ? 'it' : 'them';
  return `Removed on Cekura: ${names}. Add --yes to remove ${them} from the file.`;
}

/** The folders with the files that `--all` pulls: the current one and, if it is there, that of new files, which may be elsewhere. */
async function foldersToPull(newFiles: string): Promise<string[]> {
  const isFolder = await stat(newFiles)
    .then((stats) => stats.isDirectory())
    .catch(() => false);
  return ['.', ...(isFolder ? [newFiles] : [])];
}

/** Writes a file for each agent that no file is linked to. */
async function createMissing(
  files: readonly string[],
  folder: string,
  options: PullOptions,
  session: Session,
): Promise<FileReport[]> {
  const slot = session.slotFor('');
  const api = session.apiFor(slot);
  const filter = options.project === undefined ? {} : { project: options.project };
  const listed = await allAgents(api, filter, session);
  const names = await readdir(folder).catch(() => []);
  // Those that git ignores are not pulled, but they are not missing either.
  const existingFiles = names
    .filter((name) => name.endsWith(agentFileExtension))
    .map((name) => join(folder, name));
  const linkedIds = new Set([...files, ...existingFiles].map((path) => idAt(path, session)));
  const missing = listed.flatMap((agent) => {
    const id = idOf(agent);
    return id === undefined || linkedIds.has(id) ? [] : [id];
  });
  if (missing.length === 0) return [];
  const usedNames = await namesInFolder(folder, options.dir);
  const reports: FileReport[] = [];
  const { promptsAsFiles = false } = options;
  for (const id of missing)
    reports.push(await createFile(id, { folder, usedNames, promptsAsFiles }, api, session));
  return reports;
}

/** The ID in a file, also in one with syntax errors. Undefined for one that can't be read, which is reported when it is pulled. */
function idAt(path: string, { workspace: { language } }: Session): string | undefined {
  try {
    return language.agentId(language.annotate(language.parse(readFileText(path).text)));
  } catch {
    return undefined;
  }
}

/** The names in a folder, which is created if it is not there. */
async function namesInFolder(folder: string, displayPath = '.'): Promise<Set<string>> {
  try {
    await mkdir(folder, { recursive: true });
    return new Set(await readdir(folder));
  } catch {
    throw new UsageError(`Can't create the folder ${displayPath}.`);
  }
}

/** The folder for new files. */
interface Destination {
  readonly folder: string;
  readonly usedNames: Set<string>;
  readonly promptsAsFiles: boolean;
}

async function createFile(
  id: string,
  destination: Destination,
  api: AgentApi,
  session: Session,
): Promise<FileReport> {
  const { context, address, state, progress } = session;
  progress.report(`agent ${id}`);
  const result = await api.get(id, context.signal);
  if (!result.ok) {
    const { failure } = result;
    return failedPull({ id }, exitCodeOfFailure(failure), failureMessage(failure, address));
  }
  const name = stringAt(result.value, 'agent_name') ?? '';
  const plan = planNewFile(agentSchema, result.value);
  if (!plan.ok) return failedPull({ id, name }, exitCodes.server, describeBlock(plan.cause));
  const fileName = fileNameFor(name, destination.usedNames);
  const path = join(destination.folder, fileName);
  try {
    writeNewFiles(fileName, plan.text, destination);
  } catch (error) {
    return { path: shownPath(path, context), ...resultOfError(error), agent: { id, name } };
  }
  await state.baselinesFor(path).put({ origin: address.origin, id }, plan.baseline);
  const omitted = omittedSentence(plan);
  return {
    path: shownPath(path, context),
    result: 'created',
    exitCode: exitCodes.ok,
    message: [`Created from ${name}.`, ...omitted].join(' '),
    agent: { id, name },
  };
}

/** The outcome for an agent that can't be a file. */
function failedPull(
  agent: NonNullable<FileReport['agent']>,
  exitCode: ExitCode,
  message: string,
): FileReport {
  return { path: `agent ${agent.id}`, result: 'failed', exitCode, message, agent };
}

function writeNewFiles(name: string, text: string, { folder, usedNames, promptsAsFiles }: Destination): void {
  usedNames.add(name);
  const files = filesToWrite(agentSchema, { name, text }, usedNames, promptsAsFiles);
  createAll(files.map((file) => ({ path: join(folder, file.name), text: file.text })));
  for (const file of files) usedNames.add(file.name);
}
