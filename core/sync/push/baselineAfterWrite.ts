import {
  type JsonObject,
  type Path,
  fromPointer,
  propertyOf,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { type ValueChange, changesBetween } from '../content/changes';
import { storedContent } from '../content/credentials';
import { setIn } from '../content/paths';
import type { Discrepancy } from '../outcomes';
import type { Baseline } from '../ports';
import { isOverwrittenByCekura } from './risk';

/** A write, and the agent read after it. */
export interface CompletedWrite {
  readonly file: JsonObject;
  readonly body: JsonObject;
  readonly changes: readonly ValueChange[];
  readonly readBack: JsonObject;
  readonly mismatches: Discrepancy['mismatches'];
}

/**
 * The baseline after a write. Values that the server did not store are excluded, so they remain local changes. Values that Cekura
 * changed immediately are remote changes for the next pull.
 */
export function baselineAfterWrite(schema: AgentSchema, write: CompletedWrite): Baseline {
  const remote = storedContent(schema, write.readBack);
  const rewritten = rewrittenIn(schema, write, remote);
  return {
    file: withoutMismatches({ ...write, file: storedContent(schema, write.file) }, remote),
    remote: rewritten.reduce((agent, { path, before }) => setIn(agent, path, before), remote),
    conflicts: rewritten.map(({ path, after }) => ({
      pointer: toPointer(path),
      remote: after,
      keepLocal: false,
    })),
  };
}

function withoutMismatches({ file, changes, mismatches }: CompletedWrite, remote: JsonObject): JsonObject {
  return mismatches
    .map(fromPointer)
    .filter(
      (path) => valueAt(file, path) !== undefined || changes.some((change) => overlap(change.path, path)),
    )
    .reduce((synced, path) => setIn(synced, path, valueAt(remote, path)), file);
}

function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}

function rewrittenIn(schema: AgentSchema, { body }: CompletedWrite, remote: JsonObject): ValueChange[] {
  const sentContent = storedContent(schema, body);
  return Object.keys(sentContent)
    .filter((name) => isOverwrittenByCekura(schema, remote, [name]))
    .flatMap((name) =>
      changesBetween(schema, propertyOf(sentContent, name), propertyOf(remote, name), [name]),
    );
}
