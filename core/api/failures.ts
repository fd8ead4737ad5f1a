import * as l10n from '@vscode/l10n';
import type { ApiFailure } from '#sync/ports';
import type { HttpResponse } from './http';
import { readJson } from '#language/syntax/readJson';

/** Classifies a response by its status. Returns undefined for success. An error status means that nothing was written. */
export function failureOf({ status, retryAfter, text }: HttpResponse, now: number): ApiFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  // A browser's fetch reports a redirect that it doesn't follow as status 0.
  if (status < 400) return { kind: 'redirected', status };
  switch (status) {
    case 400:
    case 422:
      return { kind: 'rejected', body: readJson(text) ?? text };
    case 401:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      return { kind: 'notFound' };
    case 429:
      return { kind: 'rateLimited', retryAfter: readRetryAfter(retryAfter, now) };
    default:
      return status >= 500
        ? { kind: 'serverError', status }
        : { kind: 'unexpected', reason: l10n.t`HTTP ${status}`, sent: false };
  }
}

/** Parses `Retry-After`, in seconds or as an HTTP date (RFC 9110), to milliseconds from `now`. Returns undefined for anything else. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts much more than HTTP dates: it reads -5 as a year.
  const date = /^[a-z]{3,}, /i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Describes a failure: what happened on `host` and what to do next. */
export function failureSentence(failure: ApiFailure, host: string): string {
  switch (failure.kind) {
    case 'unauthorized':
      return l10n.t`Invalid API key for ${host}. Set a valid key.`;
    case 'forbidden':
      return l10n.t`The API key can't access this agent on ${host}. Use a key from its project or organization.`;
    case 'notFound':
      return l10n.t`Agent not found on ${host}, or the API key can't access it. Check the file's "id" and the key.`;
    case 'rejected':
      return l10n.t`The agent was rejected by ${host}. Fix the errors in the Problems panel and push again.`;
    case 'rateLimited':
      return tooManyRequests(host, failure.retryAfter);
    case 'serverError':
      return l10n.t`Server error on ${host} (HTTP ${failure.status}). Try again later.`;
    case 'unreachable':
      return l10n.t`Can't reach ${host} (${failure.reason}). Check the network, the proxy, and agentJson.api.baseUrl.`;
    case 'timedOut':
      return l10n.t`The request to ${host} timed out. Check the network and try again.`;
    case 'redirected':
      return l10n.t`Redirects are not followed, but ${host} returned one. Check agentJson.api.baseUrl.`;
    case 'unexpected':
      return l10n.t`Unexpected response from ${host} (${failure.reason}). Check agentJson.api.baseUrl.`;
    case 'canceled':
      return l10n.t('Canceled.');
  }
}

function tooManyRequests(host: string, milliseconds: number | undefined): string {
  if (milliseconds === undefined) return l10n.t`Rate limited by ${host}. Try again in 1 minute.`;
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds === 1) return l10n.t`Rate limited by ${host}. Try again in 1 second.`;
  return seconds < 90
    ? l10n.t`Rate limited by ${host}. Try again in ${seconds} seconds.`
    : l10n.t`Rate limited by ${host}. Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
