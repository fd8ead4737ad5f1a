import type { ApiResult, RemoteAgents, SyncPorts } from '#sync/ports';
import { baselineText } from '#sync/baselineText';
import { applyEdits } from '#language/syntax/edit';
import type { JsonObject } from '#language/syntax/json';
import type { LeakDetector } from '../leakDetector';
import { shownBeforePull, shownBeforePush } from './renderedMessages';

/**
 * The same ports with leak detection: secrets that pass through a port are registered with `leakDetector`. A port whose input is shown or
 * stored in plain text (log, questions, baselines, edits of the file) throws an AssertionError if that input contains a secret.
 */
export function leakCheckedPorts(ports: SyncPorts, leakDetector: LeakDetector): SyncPorts {
  const promptError = ports.file.promptError?.bind(ports.file);
  const checkEdit = ports.file.checkEdit?.bind(ports.file);
  return {
    agents: leakCheckedAgents(ports.agents, leakDetector),
    file: {
      name: ports.file.name,
      read: async () => {
        const text = await ports.file.read();
        leakDetector.watchFakeSecretsIn(text);
        return text;
      },
      edit: (edits, madeFor, references) => {
        leakDetector.expectNoneAdded('the file', madeFor, applyEdits(madeFor, edits));
        return ports.file.edit(edits, madeFor, references);
      },
      ...(checkEdit ? { checkEdit } : {}),
      ...(promptError ? { promptError } : {}),
    },
    baselines: {
      get: (link) => ports.baselines.get(link),
      put: (link, baseline) => {
        leakDetector.expectNoneIn('the baseline', baselineText(baseline));
        return ports.baselines.put(link, baseline);
      },
    },
    secrets: {
      ...ports.secrets,
      resolve: async (use) => {
        const resolved = await ports.secrets.resolve(use);
        if (resolved.kind === 'value') leakDetector.watch(resolved.value);
        return resolved;
      },
      stored: async (link, pointer) => {
        const value = await ports.secrets.stored(link, pointer);
        if (value !== undefined) leakDetector.watch(value);
        return value;
      },
    },
    retention: {
      get: (origin) => ports.retention.get(origin),
      put: (origin, retention) => {
        leakDetector.expectNoneIn('the secret retention', `${origin} ${JSON.stringify(retention)}`);
        return ports.retention.put(origin, retention);
      },
    },
    confirm: {
      push: async (plan) => {
        leakDetector.expectNoneIn('the question before a push', shownBeforePush(plan));
        const answer = await ports.confirm.push(plan);
        if (answer.kind === 'secrets') for (const value of answer.values.values()) leakDetector.watch(value);
        return answer;
      },
      pull: (plan) => {
        leakDetector.expectNoneIn('the question before a pull', shownBeforePull(plan));
        leakDetector.expectNoneAdded('the preview of a pull', plan.basedOn.text, plan.text);
        return ports.confirm.pull(plan);
      },
    },
    log: {
      info: (line) => {
        leakDetector.expectNoneIn('the log', line);
        ports.log.info(line);
      },
      warn: (line) => {
        leakDetector.expectNoneIn('the log', line);
        ports.log.warn(line);
      },
    },
  };
}

/**
 * Registers the secrets in requests and responses. No failure may contain one, except for the server's own messages about a rejected body.
 */
function leakCheckedAgents(agents: RemoteAgents, leakDetector: LeakDetector): RemoteAgents {
  const checked = async <T>(request: Promise<ApiResult<T>>) => {
    const result = await request;
    if (result.ok) leakDetector.watchFakeSecretsIn(JSON.stringify(result.value));
    else if (result.failure.kind !== 'rejected')
      leakDetector.expectNoneIn('a failure', JSON.stringify(result.failure));
    return result;
  };
  const send = (body: JsonObject, request: () => Promise<ApiResult<JsonObject>>) => {
    leakDetector.watchFakeSecretsIn(JSON.stringify(body));
    return checked(request());
  };
  return {
    origin: agents.origin,
    get: (...args) => checked(agents.get(...args)),
    list: (...args) => checked(agents.list(...args)),
    put: (id, body, cancellation) => send(body, () => agents.put(id, body, cancellation)),
    patch: (id, body, cancellation) => send(body, () => agents.patch(id, body, cancellation)),
    create: (body, cancellation) => send(body, () => agents.create(body, cancellation)),
  };
}
