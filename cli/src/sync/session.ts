import { agentSchema } from '#language/schema/bundledSchema';
import { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import { linkOf, readAgentText } from '#sync/content/agentText';
import { type KeySlot, projectIn, slotId } from '#sync/projects/keys';
import type { SyncOptions } from '#sync/push/apply';
import type { WriteMethod } from '#sync/push/planPush';
import type { ProjectDirectory } from '#sync/push/project';
import type { AgentFile, Baselines, Confirm, SyncPorts } from '#sync/ports';
import type { Context } from '../context';
import { readFileText } from '../files/agentText';
import type { PushPlanOptions } from '../options';
import { Progress } from '../output/progress';
import { type Workspace, openWorkspace } from '../workspace';
import { apiAddress } from './address';
import { whileAgentLocked } from './agentLock';
import { type DiskFileOptions, diskFile } from './diskFile';
import { Keys } from './keys';
import { projectDirectory } from './projects';
import { ReferencedSecrets, environmentSecrets } from './secrets';
import { type StateFolder, openState } from './state';

/** Asks before a sync, and before prompt files change that other agents use as well; without the second, none does. */
type Questions = Confirm & Partial<Pick<DiskFileOptions, 'allowShared'>>;

/** Shared state of one run with requests to Cekura. */
export class Session {
  readonly address: ApiAddress;
  readonly workspace: Workspace;
  readonly state: StateFolder;
  readonly progress: Progress;
  private readonly keys: Keys;
  private readonly secretNames: ReferencedSecrets;
  private readonly secrets: SyncPorts['secrets'];
  private readonly apis = new Map<string, AgentApi>();
  private readonly projects = new Map<string, Promise<ProjectDirectory | undefined>>();

  constructor(
    private readonly options: PushPlanOptions,
    readonly context: Context,
  ) {
    this.workspace = openWorkspace(options, context);
    this.address = apiAddress(context);
    this.keys = new Keys(context);
    this.state = openState(options.state, context);
    this.secretNames = new ReferencedSecrets(context);
    const allowed = new Set([...this.workspace.configuration.allowEnv, ...(options.allowEnv ?? [])]);
    this.secrets = environmentSecrets(context, allowed, this.secretNames, this.state);
    this.progress = new Progress(context, options.progress !== false);
  }

  /** Reads which secrets the files of the run refer to, before the first one is resolved. */
  readSecretNames(paths: readonly string[]): void {
    for (const path of paths) {
      try {
        this.secretNames.addFrom(readFileText(path).text);
      } catch {
        // The file is reported when it is processed.
      }
    }
  }

  get syncOptions(): SyncOptions {
    return { schema: agentSchema, cancellation: this.context.signal, confirmLowRisk: true };
  }

  /** The same for a push of a file with this text, which depends on its project. `plannedMethod`: that of its plan. */
  async pushOptionsFor(text: string, plannedMethod?: WriteMethod): Promise<SyncOptions> {
    const method = plannedMethod ?? (this.options.changesOnly ? 'patch' : undefined);
    const projects = await this.projectsFor(text);
    return { ...this.syncOptions, ...(projects && { projects }), ...(method && { method }) };
  }

  private projectsFor(text: string): Promise<ProjectDirectory | undefined> {
    const slot = this.slotFor(text);
    const { protectedProjects } = this.workspace.configuration;
    const directory =
      this.projects.get(slotId(slot)) ??
      projectDirectory(this.apiFor(slot), protectedProjects, this.context.signal);
    this.projects.set(slotId(slot), directory);
    return directory;
  }

  /** The key for a file: that of `--project`, of the project that the file names, or the only key. */
  slotFor(text: string): KeySlot {
    const read = readAgentText(text);
    return this.keys.slotFor(this.options.project ?? (read.ok ? projectIn(read.agent) : undefined));
  }

  /** Runs a sync of a file with this text while no other program syncs its agent. */
  whileLocked<T>(text: string, sync: () => Promise<T>): Promise<T> {
    const id = agentIdIn(text);
    return id === undefined
      ? sync()
      : whileAgentLocked(this.context, { origin: this.address.origin, id }, sync);
  }

  /** One client per key, so that its limits apply across all files. */
  apiFor(slot: KeySlot): AgentApi {
    const { address, context } = this;
    const cached = this.apis.get(slotId(slot));
    const key = () => Promise.resolve(this.keys.keyIn(slot));
    const { retry } = context;
    const api =
      cached ?? new AgentApi({ address, fetch: (url, init) => context.fetch(url, init), key, retry });
    this.apis.set(slotId(slot), api);
    return api;
  }

  /** The file at a path, with its prompts. */
  file(path: string, allowShared: DiskFileOptions['allowShared'] = () => Promise.resolve(false)): AgentFile {
    const { context, workspace } = this;
    const findAgentFiles = (folder: string) => workspace.find([folder]);
    return diskFile(path, { cwd: context.cwd, findAgentFiles, allowShared });
  }

  /** `baselines`: instead of those of the state folder. */
  portsFor(path: string, text: string, confirm: Questions, baselines?: Baselines): SyncPorts {
    return {
      agents: this.apiFor(this.slotFor(text)),
      file: this.file(path, confirm.allowShared?.bind(confirm)),
      baselines: baselines ?? this.state.baselinesFor(path),
      secrets: this.secrets,
      retention: this.state.retention,
      confirm,
      log: { info: () => undefined, warn: () => undefined },
    };
  }
}

/** The digits of a file's `id`; undefined if it has none or can't be parsed. */
export function agentIdIn(text: string): string | undefined {
  const read = readAgentText(text);
  const linked = read.ok ? linkOf('', read.agent) : undefined;
  return linked?.ok ? linked.link.id : undefined;
}

/** Runs `map` for each item, a few at a time; the results are in the order of the items. */
export async function mapConcurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: maxConcurrent }, worker));
  return results;
}

const maxConcurrent = 4;
