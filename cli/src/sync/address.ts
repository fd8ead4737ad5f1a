import { type ApiAddress, readAddress } from '#api/baseUrl';
import { failureSentence } from '#api/failures';
import type { ApiFailure } from '#sync/ports';
import type { Context } from '../context';
import { UsageError } from '../errors';

const variable = 'CEKURA_API_URL';
const defaultUrl = 'https://api.cekura.ai';

/** The API URL. It can only be set in the environment, so that a repository can't redirect the key. */
export function apiAddress({ env }: Context): ApiAddress {
  const read = readAddress(env[variable]?.trim() || defaultUrl);
  if (!read.ok) throw new UsageError(withVariable(read.reason));
  return read.address;
}

/** Describes a failure with the host. */
export function failureMessage(failure: ApiFailure, { host }: ApiAddress): string {
  return withVariable(failureSentence(failure, host));
}

/** The messages of the core name the editor's setting. */
function withVariable(sentence: string): string {
  return sentence.replaceAll('agentJson.api.baseUrl', variable);
}
