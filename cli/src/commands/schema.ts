import { checkDescription } from '#language/openApi/check';
import { countAdditions } from '#language/openApi/extractSchemaUpdate';
import { readJson } from '#language/syntax/readJson';
import { defaultDescriptionUrl } from '#api/description';
import type { Context } from '../context';
import { UsageError } from '../errors';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { CommonOptions } from '../options';
import { countOf } from '../output/counts';
import type { CommandReport } from '../output/report';
import { descriptionAt, loadSchema, updateFrom } from '../schema';
import { openState } from '../sync/state';

/** `update`, `reset`, or `check` and a description. */
export async function schema(
  [action, source, ...extraArguments]: readonly string[],
  options: CommonOptions,
  context: Context,
): Promise<CommandReport> {
  if (extraArguments.length === 0 && action === 'check' && source !== undefined)
    return checkFile(source, context);
  if (source === undefined && action === 'update') return updateSchema(options, context);
  if (source === undefined && action === 'reset') return resetSchema(options, context);
  throw new UsageError('Specify one of: schema update, schema check FILE, schema reset.');
}

/** Stores the additions of a newer API description to the schema for later runs. */
async function updateSchema({ openapi, state }: CommonOptions, context: Context): Promise<CommandReport> {
  await loadSchema(state === undefined ? {} : { state }, context);
  const schemaUpdate = await updateFrom(openapi ?? defaultDescriptionUrl, context);
  openState(state, context).storeSchemaUpdate(schemaUpdate);
  const { properties, values } = countAdditions(schemaUpdate);
  const added = [countOf(properties, 'property', 'properties'), countOf(values, 'value')].join(' and ');
  return schemaReport([`API description of ${schemaUpdate.asOf}: ${added} added.`]);
}

function resetSchema({ state }: CommonOptions, context: Context): CommandReport {
  openState(state, context).storeSchemaUpdate(undefined);
  return schemaReport(['The bundled schema is used again.']);
}

/** Compares the bundled schema with a description. */
async function checkFile(source: string, context: Context): Promise<CommandReport> {
  const description = readJson(await descriptionAt(source, context, 'FILE'));
  if (description === undefined)
    throw new UsageError(`${source} is not JSON. Convert a YAML description first.`);
  const { text, asExpected } = checkOrThrow(description);
  return schemaReport(text.split('\n'), asExpected ? exitCodes.ok : exitCodes.problems);
}

function checkOrThrow(
  description: Parameters<typeof checkDescription>[0],
): ReturnType<typeof checkDescription> {
  try {
    return checkDescription(description);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function schemaReport(notes: readonly string[], exitCode: ExitCode = exitCodes.ok): CommandReport {
  return { command: 'schema', files: [], notes, exitCode };
}
