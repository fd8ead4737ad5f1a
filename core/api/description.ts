import * as l10n from '@vscode/l10n';
import type { ApiFailure, Cancellation } from '#sync/ports';
import { isLoopback } from './baseUrl';
import { failureOf, failureSentence } from './failures';
import { type Fetch, type Limits, sendRequest } from './http';

/** The default URL of the public OpenAPI description. */
export const defaultDescriptionUrl = 'https://docs.cekura.ai/openapi.json';
/** The setting that overrides it. */
export const descriptionSetting = 'agentJson.schema.openApiUrl';

/** Limits for downloading a description: 15 seconds and 16 MB. */
const descriptionLimits: Limits = { timeoutMs: 15_000, maxBytes: 16 * 1024 * 1024 };

export type DescriptionSource =
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'file'; readonly path: string }
  /** `reason`: a sentence for the user. */
  | { readonly kind: 'invalid'; readonly reason: string };

/** Reads the setting `agentJson.schema.openApiUrl`: a URL, or the path of a file. */
export function descriptionSource(text: string): DescriptionSource {
  const trimmed = text.trim();
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed)) return { kind: 'file', path: trimmed };
  if (!URL.canParse(trimmed)) return invalid(l10n.t`${descriptionSetting} is not a valid URL.`);
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return invalid(l10n.t`${descriptionSetting} must use https.`);
  if (url.username !== '' || url.password !== '')
    return invalid(l10n.t`${descriptionSetting} must not contain credentials.`);
  return { kind: 'url', url };
}

function invalid(reason: string): DescriptionSource {
  return { kind: 'invalid', reason };
}

export type Downloaded =
  | { readonly ok: true; readonly text: string }
  /** `reason`: a sentence for the user. */
  | { readonly ok: false; readonly failure: ApiFailure; readonly reason: string };

/** How a frontend reads local files. */
export interface DescriptionFiles {
  sizeOf(path: string): Promise<number>;
  read(path: string): Promise<Uint8Array>;
}

/** The text of an OpenAPI description in a file, or why it can't be read, as a sentence for the user. Never throws. */
export async function readDescriptionFile(
  path: string,
  files: DescriptionFiles,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }> {
  try {
    if ((await files.sizeOf(path)) > descriptionLimits.maxBytes)
      return { ok: false, reason: l10n.t`${path} is larger than 16 MB.` };
    return { ok: true, text: new TextDecoder().decode(await files.read(path)) };
  } catch {
    return { ok: false, reason: l10n.t`Can't read ${path}. Check ${descriptionSetting}.` };
  }
}

/**
 * Downloads an OpenAPI description with one GET. It is public: no API key is sent, and redirects are not followed. Never throws.
 *
 * @param limits lower ones in tests, which would wait for the default timeout
 */
export async function downloadDescription(
  fetch: Fetch,
  url: URL,
  cancellation?: Cancellation,
  limits: Limits = descriptionLimits,
): Promise<Downloaded> {
  const headers = { accept: 'application/json' };
  const response = await sendRequest(fetch, { method: 'GET', url: url.href, headers }, limits, cancellation);
  if (!response.ok) return downloadFailure(response.failure, url);
  const failure = failureOf(response.value, Date.now());
  return failure ? downloadFailure(failure, url) : { ok: true, text: response.value.text };
}

function downloadFailure(failure: ApiFailure, { host }: URL): Downloaded {
  return { ok: false, failure, reason: sentenceFor(failure, host) };
}

/** Uses the messages for API requests where they also apply to a public file. */
function sentenceFor(failure: ApiFailure, host: string): string {
  switch (failure.kind) {
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'rejected':
      return l10n.t`The API description was not found on ${host}, or requires authentication. Check ${descriptionSetting}.`;
    default:
      return failureSentence(failure, host).replaceAll('agentJson.api.baseUrl', descriptionSetting);
  }
}
