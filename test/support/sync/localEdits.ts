import assert from 'node:assert/strict';
import { setIn } from '#sync/content/paths';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import { type JsonObject, fromPointer, toPointer, valueAt } from '#language/syntax/json';
import {
  containsPointer,
  valueDifferences,
  equalIgnoringSpelling,
  hasNoValue,
  leavesOf,
} from './observations';
import type { Snapshot } from './switchChecks';

/** Tracks which values of the file the user has edited since the last sync. */
export class LocalEdits {
  /** The file as of the last sync. Values that differ from it are edits. */
  #synced: JsonObject = {};
  #syncedBeforePush: JsonObject = {};

  /** Values that are equal on both sides are not edits. */
  markSynced(file: JsonObject, view: JsonObject): void {
    for (const { path, value } of leavesOf(file))
      if (equalIgnoringSpelling(value, valueAt(view, path))) this.#synced = setIn(this.#synced, path, value);
  }

  markPushed(file: JsonObject, mismatches: readonly string[], isWritten: boolean): void {
    if (isWritten) this.#syncedBeforePush = this.#synced;
    this.#synced = mismatches.reduce((all, pointer) => setIn(all, fromPointer(pointer), undefined), file);
  }

  restorePrevious(): void {
    this.#synced = this.#syncedBeforePush;
  }

  /** A push or pull only changes the file to values of the agent, and replaces no edit without reporting it. */
  expectKept(
    before: Pick<Snapshot, 'file' | 'view'>,
    file: JsonObject,
    outcome: PushOutcome | PullOutcome,
  ): void {
    const replaced =
      'plan' in outcome && outcome.plan.kind === 'pull' && outcome.plan.showFirst
        ? [...outcome.plan.replacedProperties, ...outcome.plan.removedProperties]
        : [];
    const synced = this.#synced;
    for (const { path } of valueDifferences(before.file, file)) {
      const pointer = toPointer(path);
      const [old, current] = [valueAt(before.file, path), valueAt(file, path)];
      if (pointer.endsWith('_configured')) continue;
      const isEdit = !hasNoValue(old) && !equalIgnoringSpelling(old, valueAt(synced, path));
      const isMerge = (typeof old === 'string' && old.includes('\n')) || Array.isArray(old);
      const isReported = replaced.some((name) => containsPointer(name, pointer));
      assert.ok(
        !isEdit || isMerge || isReported || equalIgnoringSpelling(old, current),
        `${pointer}: an edit was replaced and not reported`,
      );
      assert.ok(
        isMerge || equalIgnoringSpelling(current, valueAt(before.view, path)),
        `${pointer} has a value of neither side`,
      );
      if (!isEdit) this.#synced = setIn(this.#synced, path, current);
    }
  }
}
