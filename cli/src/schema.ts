import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { agentSchema, useSchemaUpdate } from '#language/schema/bundledSchema';
import type { SchemaUpdate } from '#language/schema/schemaUpdate';
import { extractSchemaUpdate } from '#language/openApi/extractSchemaUpdate';
import {
  type DescriptionFiles,
  descriptionSetting,
  descriptionSource,
  downloadDescription,
  readDescriptionFile,
} from '#api/description';
import type { Context } from './context';
import { RequestFailed, UsageError } from './errors';
import { exitCodes } from './exitCodes';
import type { CommonOptions } from './options';
import { openState } from './sync/state';

/** Uses the bundled schema with the additions of `--openapi` or the last `schema update`. */
export async function loadSchema({ openapi, state }: CommonOptions, context: Context): Promise<void> {
  useSchemaUpdate(openapi === undefined ? openState(state, context).schemaUpdate : undefined);
  if (openapi !== undefined) useSchemaUpdate(await updateFrom(openapi, context));
}

/** The additions of the description at a URL or in a file to the schema in use. */
export async function updateFrom(source: string, context: Context): Promise<SchemaUpdate> {
  const today = new Date().toISOString().slice(0, 10);
  const read = extractSchemaUpdate(await descriptionAt(source, context), agentSchema, today);
  if (!read.ok) throw new UsageError(read.reason);
  return read.update;
}

/** The text of an OpenAPI description. `argument`: where the user specified `source`. */
export async function descriptionAt(
  source: string,
  { cwd, fetch, signal }: Context,
  argument = '--openapi',
): Promise<string> {
  // The messages of the core name the editor's setting.
  const sentence = (reason: string) => reason.replaceAll(descriptionSetting, argument);
  const location = descriptionSource(source);
  switch (location.kind) {
    case 'invalid':
      throw new UsageError(sentence(location.reason));
    case 'file': {
      const read = await readDescriptionFile(location.path, descriptionFilesIn(cwd));
      if (!read.ok) throw new UsageError(sentence(read.reason));
      return read.text;
    }
    case 'url': {
      const downloaded = await downloadDescription(fetch, location.url, signal);
      if (!downloaded.ok) throw new RequestFailed(sentence(downloaded.reason), exitCodes.server);
      return downloaded.text;
    }
  }
}

function descriptionFilesIn(cwd: string): DescriptionFiles {
  return {
    sizeOf: async (path) => (await stat(resolve(cwd, path))).size,
    read: async (path) => readFile(resolve(cwd, path)),
  };
}
