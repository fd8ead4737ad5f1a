import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AgentLink, Baseline, Baselines } from '#sync/ports';
import { baselineText, readBaseline } from './baselineText';
import { stackWithoutMessage } from '../ui/log';

/** Base snapshots as files of the extension: outside any repository, one per origin and agent. */
export class StoredBaselines implements Baselines {
  constructor(
    private readonly storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /**
   * The snapshots as they count for one file: none that was made with another, unless that one is gone and this one may be what
   * it is called now.
   */
  for(file: vscode.Uri): Baselines {
    const here = file.toString();
    return {
      get: async (link) => {
        const baseline = await this.get(link);
        const { syncedFile = here } = baseline ?? {};
        return syncedFile === here || !(await isThere(vscode.Uri.parse(syncedFile))) ? baseline : undefined;
      },
      put: (link, baseline) => this.put(link, { ...baseline, syncedFile: here }),
    };
  }

  async get(link: AgentLink): Promise<Baseline | undefined> {
    const bytes = await readIfThere(this.fileFor(link));
    return bytes && readBaseline(new TextDecoder().decode(bytes));
  }

  put(link: AgentLink, baseline: Baseline): Promise<boolean> {
    const file = this.fileFor(link);
    const unfinished = file.with({ path: `${file.path}.new` });
    return this.managed(async () => {
      // Written apart and moved into place, so that a crash leaves the old snapshot or the new one, never half of one.
      await vscode.workspace.fs.writeFile(unfinished, new TextEncoder().encode(baselineText(baseline)));
      await vscode.workspace.fs.rename(unfinished, file, { overwrite: true });
    });
  }

  /** As if the agent had never been synced from here; false, with the user knowing, where that did not work. */
  forget(link: AgentLink): Promise<boolean> {
    return this.managed(async () => {
      if (await readIfThere(this.fileFor(link))) await vscode.workspace.fs.delete(this.fileFor(link));
    });
  }

  /** Whether a change on disk succeeded. Where it did not, the log says how, and the user what it means. */
  private async managed(change: () => Promise<void>): Promise<boolean> {
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

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** What can't be read counts as not there: then a push asks before it sends anything, which is safe. */
async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}
