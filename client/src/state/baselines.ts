import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AgentLink, Baseline, Baselines } from '#sync/ports';
import { baselineText, readBaseline } from '#sync/baselineText';
import { stackWithoutMessage } from '#language/text/errorStack';
import { readTextIfPossible, writeText } from '../editor/files';

/** Stores baselines as files in the extension's storage, outside of repositories, one per origin and agent. */
export class StoredBaselines implements Baselines {
  private readonly changed = new vscode.EventEmitter<AgentLink>();
  /** Fires after a sync has stored the baseline of an agent. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /**
   * The baselines that are valid for one file: not those of another file, unless that one no longer exists and may have been renamed to this
   * one.
   */
  for(file: vscode.Uri): Baselines {
    const uri = file.toString();
    return {
      get: async (link) => {
        const baseline = await this.get(link);
        const { syncedFile = uri } = baseline ?? {};
        return syncedFile === uri || !(await exists(vscode.Uri.parse(syncedFile))) ? baseline : undefined;
      },
      put: (link, baseline) => this.put(link, { ...baseline, syncedFile: uri }),
    };
  }

  get(link: AgentLink): Promise<Baseline | undefined> {
    return readBaselineFrom(this.fileFor(link));
  }

  async put(link: AgentLink, baseline: Baseline): Promise<boolean> {
    const isWritten = await this.write(this.fileFor(link), baseline);
    if (isWritten) this.changed.fire(link);
    return isWritten;
  }

  /** The baseline of the promotions from one file to another. */
  betweenFiles(source: vscode.Uri, target: vscode.Uri) {
    const name = createHash('sha256').update(`${source.toString()} ${target.toString()}`).digest('hex');
    const file = vscode.Uri.joinPath(this.storage, 'promotions', `${name}.json`);
    return { get: () => readBaselineFrom(file), put: (baseline: Baseline) => this.write(file, baseline) };
  }

  /** Deletes the baseline; false if that failed, after an error message. */
  forget(link: AgentLink): Promise<boolean> {
    return this.tryOnDisk(async () => {
      const file = this.fileFor(link);
      if (await exists(file)) await vscode.workspace.fs.delete(file);
    });
  }

  private write(file: vscode.Uri, baseline: Baseline): Promise<boolean> {
    const temporary = file.with({ path: `${file.path}.new` });
    return this.tryOnDisk(async () => {
      // Written to a temporary file and renamed, so that a crash never leaves an incomplete baseline.
      await writeText(temporary, baselineText(baseline));
      await vscode.workspace.fs.rename(temporary, file, { overwrite: true });
    });
  }

  /** Whether a change on disk succeeded. A failure is logged and shown. */
  private async tryOnDisk(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      this.log.error(`Could not save the sync state. ${stackWithoutMessage(error)}`);
      void vscode.window.showWarningMessage(
        l10n.t('Could not save the sync state. Is the disk full or read-only? No data was lost.'),
      );
      return false;
    }
  }

  private fileFor({ origin, id }: AgentLink): vscode.Uri {
    const folder = origin.replace(/[^\w.-]+/g, '_');
    return vscode.Uri.joinPath(this.storage, 'base', folder, `${id}.json`);
  }
}

/** A file that can't be read counts as missing: then a push asks before it sends anything, which is safe. */
async function readBaselineFrom(file: vscode.Uri): Promise<Baseline | undefined> {
  return readBaseline((await readTextIfPossible(file)) ?? '');
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
