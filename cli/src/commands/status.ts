import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { idOf } from '#api/responses';
import { linkOf, agentDisplayName, readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describeBlock';
import { type KeySlot, slotId } from '#sync/projects/keys';
import { unresolvedPrompts } from '#sync/promptFiles/references';
import { type SyncStatus, syncStatus } from '#sync/status';
import type { Context } from '../context';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { SyncCommandOptions } from '../options';
import { countOf } from '../output/counts';
import { type CommandReport, commandReport } from '../output/report';
import { type FileResult, invalidFile, reportFile } from '../sync/fileResult';
import { allAgents } from '../sync/list';
import { Session } from '../sync/session';

export interface StatusOptions extends SyncCommandOptions {
  readonly exitCode?: boolean;
}

type Agents = ReadonlyMap<string, JsonObject>;

/** Prints the sync status of each file. Sends one list request per key, whatever the number of files. */
export async function status(
  paths: readonly string[],
  options: StatusOptions,
  context: Context,
): Promise<CommandReport> {
  const session = new Session(options, context);
  const lists = new AgentLists(session);
  const files = await session.workspace.find(paths);
  const reports = [];
  for (const path of files)
    reports.push(await reportFile(path, session, (text) => statusOf(path, text, lists, session, options)));
  session.progress.clear();
  const inSync = reports.filter(({ result }) => result === 'in-sync').length;
  const notes = [
    files.length === 0 ? 'No agent files found.' : `${countOf(files.length, 'file')}, ${inSync} in sync.`,
  ];
  return commandReport('status', reports, notes);
}

/** The agents of each key, requested when first needed. */
class AgentLists {
  private readonly bySlot = new Map<string, Promise<Agents>>();

  constructor(private readonly session: Session) {}

  agentsOf(slot: KeySlot): Promise<Agents> {
    const agents = this.bySlot.get(slotId(slot)) ?? this.read(slot);
    this.bySlot.set(slotId(slot), agents);
    return agents;
  }

  private async read(slot: KeySlot): Promise<Agents> {
    const filter = slot.kind === 'project' ? { project: slot.project, full: true } : { full: true };
    const agents = await allAgents(this.session.apiFor(slot), filter, this.session);
    return new Map(agents.map((agent) => [idOf(agent) ?? '', agent]));
  }
}

async function statusOf(
  path: string,
  text: string,
  lists: AgentLists,
  session: Session,
  { exitCode }: StatusOptions,
): Promise<FileResult> {
  const file = session.file(path);
  const read = readAgentText(await file.read());
  if (!read.ok)
    return (await invalidFile(path, text, session)) ?? { result: 'invalid', exitCode: exitCodes.invalidFile };
  const { origin } = session.address;
  const linked = linkOf(origin, read.agent);
  if (!linked.ok)
    return {
      result: 'unlinked',
      exitCode: exitCodeFor('unlinked', exitCode),
      message: statusMessage({ kind: 'unlinked' }),
    };
  const [unresolved] = await unresolvedPrompts(agentSchema, file, read.agent);
  if (unresolved)
    return { result: 'invalid', exitCode: exitCodes.invalidFile, message: describeBlock(unresolved) };
  const remote = (await lists.agentsOf(session.slotFor(text))).get(linked.link.id);
  const baseline = await session.state.baselinesFor(path).get(linked.link);
  const state = syncStatus({ schema: agentSchema, origin, file: read.agent, remote, baseline });
  const result = resultOfStatus(state);
  return {
    result,
    exitCode: exitCodeFor(result, exitCode),
    message: statusMessage(state),
    agent: { id: linked.link.id, ...(remote ? { name: agentDisplayName(remote, linked.link) } : {}) },
  };
}

function resultOfStatus(state: SyncStatus): string {
  if (state.kind === 'diverged' && state.conflicts > 0) return 'conflict';
  return state.kind === 'deleted-remotely' ? 'deleted' : state.kind;
}

function exitCodeFor(result: string, exitCode: boolean | undefined): ExitCode {
  return exitCode === true && result !== 'in-sync' ? exitCodes.problems : exitCodes.ok;
}

function statusMessage(state: SyncStatus): string {
  switch (state.kind) {
    case 'unlinked':
      return 'not linked to an agent (no "id")';
    case 'deleted-remotely':
      return 'not found on Cekura';
    case 'never-synced':
      return 'differs, and was never synced on this machine';
    case 'in-sync':
      return 'in sync';
    case 'local-ahead':
      return `${countOf(state.outgoing, 'change')} to push`;
    case 'remote-ahead':
      return `${countOf(state.incoming, 'change')} to pull`;
    case 'diverged':
      return state.conflicts > 0
        ? countOf(state.conflicts, 'conflict')
        : `${countOf(state.outgoing, 'change')} to push, ${state.incoming} to pull`;
  }
}
