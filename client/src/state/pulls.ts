import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { PromptReference } from '#language/promptFiles/expand';
import { type TextEdit, textReplacement } from '#language/syntax/edit';
import {
  type Json,
  type JsonObject,
  entriesOf,
  fromPointer,
  isJsonObject,
  objectOf,
  propertyOf,
  stringAt,
  toJsonText,
  toPointer,
} from '#language/syntax/json';
import { readJson } from '#language/syntax/readJson';
import { baselineText, readBaseline } from '#sync/baselineText';
import { readAgentText } from '#sync/content/agentText';
import { sameJson } from '#sync/content/canonical';
import { storedContent } from '#sync/content/credentials';
import type { DiffTexts } from '#sync/messages/renderDiff';
import type { PullPlan } from '#sync/model';
import type { Baseline } from '#sync/ports';
import { readText, writeText } from '../editor/files';
import { syncedEdits } from '../editor/syncedText';
import { stackWithoutMessage } from '#language/text/errorStack';

/** The last pull into a file: content without secrets, and the baselines before and after. */
interface StoredPull {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly baseline: Baseline | undefined;
  readonly nextBaseline: Baseline;
  /** The properties that were in prompt files before. */
  readonly references: readonly PromptReference[];
}

/** How to undo a pull. */
export interface PullRollback {
  readonly edits: readonly TextEdit[];
  /** The baseline before the pull; undefined if there was none. */
  readonly baseline: Baseline | undefined;
  readonly references: readonly PromptReference[];
}

/** The last pull into each file, so that it can be undone, also in a later session. */
export class StoredPulls {
  /** The texts around the pull, by file. In memory only, as they may contain secrets. */
  private readonly texts = new Map<string, DiffTexts>();

  constructor(
    private readonly storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async put(file: vscode.Uri, { basedOn, text, nextBaseline }: PullPlan): Promise<void> {
    this.texts.set(file.toString(), { before: basedOn.text, after: text });
    const { baseline, references } = basedOn;
    const stored = {
      before: contentOf(basedOn.text),
      after: contentOf(text),
      nextBaseline: baselineText(nextBaseline),
      references: objectOf(references.map((reference) => [toPointer(reference.path), reference.file])),
      ...(baseline ? { baseline: baselineText(baseline) } : {}),
    };
    try {
      await writeText(this.uriFor(file), toJsonText(stored));
    } catch (error) {
      this.log.error(`Could not save what a pull replaced. ${stackWithoutMessage(error)}`);
    }
  }

  /** Whether the last sync of a file was a pull that can be undone. `current`: its baseline. */
  async isLast(file: vscode.Uri, current: Baseline | undefined): Promise<boolean> {
    return (await this.lastPull(file, current)) !== undefined;
  }

  /** How to undo the last pull; undefined if there is none, `'edited'` if the file has changed since. */
  async rollbackFor(
    file: vscode.Uri,
    text: string,
    current: Baseline | undefined,
  ): Promise<PullRollback | 'edited' | undefined> {
    const pull = await this.lastPull(file, current);
    if (!pull) return undefined;
    const { before, after, baseline, references } = pull;
    const texts = this.texts.get(file.toString());
    if (texts?.after === text) return { edits: textReplacement(text, texts.before), baseline, references };
    const content = contentOf(text);
    if (!sameJson(content, after)) return 'edited';
    return { edits: syncedEdits(agentSchema, text, { file: before, remote: {} }), baseline, references };
  }

  /** Also undefined if another sync followed. */
  private async lastPull(file: vscode.Uri, current: Baseline | undefined): Promise<StoredPull | undefined> {
    const pull = await this.read(file);
    const isLast =
      current !== undefined &&
      pull !== undefined &&
      sameJson(current.file, pull.nextBaseline.file) &&
      sameJson(current.remote, pull.nextBaseline.remote);
    return isLast ? pull : undefined;
  }

  private async read(file: vscode.Uri): Promise<StoredPull | undefined> {
    try {
      const stored = readJson(await readText(this.uriFor(file)));
      const [before, after] = [propertyOf(stored, 'before'), propertyOf(stored, 'after')];
      const [baseline, nextBaseline] = [baselineAt(stored, 'baseline'), baselineAt(stored, 'nextBaseline')];
      if (!isJsonObject(before) || !isJsonObject(after) || !nextBaseline) return undefined;
      return { before, after, nextBaseline, baseline, references: storedReferencesIn(stored) };
    } catch {
      return undefined;
    }
  }

  private uriFor(file: vscode.Uri): vscode.Uri {
    const name = createHash('sha256').update(file.toString()).digest('hex');
    return vscode.Uri.joinPath(this.storage, 'pulls', `${name}.json`);
  }
}

/** Stored as an object of pointers and files. */
function storedReferencesIn(stored: Json | undefined): PromptReference[] {
  const references = propertyOf(stored, 'references');
  return entriesOf(references).flatMap(([pointer, file]) =>
    typeof file === 'string' ? [{ path: fromPointer(pointer), file }] : [],
  );
}

function baselineAt(stored: Json | undefined, name: string): Baseline | undefined {
  return readBaseline(stringAt(stored, name) ?? '');
}

function contentOf(text: string): JsonObject {
  const read = readAgentText(text);
  return read.ok ? storedContent(agentSchema, read.agent) : {};
}
