import * as vscode from 'vscode';
import type { AgentLink, Baseline, Baselines } from '../sync/ports';
import { baselineText, readBaseline } from './baselineText';

/** Base snapshots as files of the extension: outside any repository, one per origin and agent. */
export class StoredBaselines implements Baselines {
  constructor(private readonly storage: vscode.Uri) {}

  async get(link: AgentLink): Promise<Baseline | undefined> {
    const bytes = await readIfThere(this.fileFor(link));
    return bytes && readBaseline(new TextDecoder().decode(bytes));
  }

  async put(link: AgentLink, baseline: Baseline): Promise<void> {
    const file = this.fileFor(link);
    const unfinished = file.with({ path: `${file.path}.new` });
    // Written apart and moved into place, so that a crash leaves the old snapshot or the new one, never half of one.
    await vscode.workspace.fs.writeFile(unfinished, new TextEncoder().encode(baselineText(baseline)));
    await vscode.workspace.fs.rename(unfinished, file, { overwrite: true });
  }

  /** As if the agent had never been synced from here. */
  async forget(link: AgentLink): Promise<void> {
    if (await readIfThere(this.fileFor(link))) await vscode.workspace.fs.delete(this.fileFor(link));
  }

  private fileFor({ origin, id }: AgentLink): vscode.Uri {
    const folder = origin.replace(/[^\w.-]+/g, '_');
    return vscode.Uri.joinPath(this.storage, 'base', folder, `${id}.json`);
  }
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
