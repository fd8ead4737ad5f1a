import { type ApiAddress, readAddress } from '#api/baseUrl';
import { failureSentence } from '#api/failures';
import type { ApiFailure } from '#sync/ports';
import type { Context } from '../context';
import { UsageError } from '../errors';

const variable = 'CEKURA_API_URL';
const usualUrl = 'https://api.cekura.ai';

/** Where the API is. It can only be set in the environment: a file of a repository must not redirect the key. */
export function apiAddress({ env }: Context): ApiAddress {
  const read = readAddress(env[variable]?.trim() || usualUrl);
  if (!read.ok) throw new UsageError(withVariable(read.why));
  return read.address;
}

/** A failure as a sentence that names the host. */
export function failureMessage(failure: ApiFailure, { host }: ApiAddress): string {
  return withVariable(failureSentence(failure, host));
}

/** The core's sentences name the editor's setting. */
function withVariable(sentence: string): string {
  return sentence.replaceAll('agentJson.api.baseUrl', variable);
}
