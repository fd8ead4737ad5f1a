import type { ApiResult, RemoteAgents, SyncPorts } from '#sync/ports';
import { baselineText } from '#sync/baselineText';
import { applyEdits } from '#language/syntax/edit';
import type { JsonObject } from '#language/syntax/json';
import type { LeakDetector } from '../leakDetector';
import { shownBeforePull, shownBeforePush } from './renderedMessages';

/**
 * The same ports, with somebody beside them: `ear` learns each secret that passes, and a port to which one is given that others get to see
 * (a line of the log, a question, what is stored in clear, a new text of the file) throws an AssertionError.
 */
export function leakCheckedPorts(ports: SyncPorts, ear: LeakDetector): SyncPorts {
  return {
    agents: leakCheckedAgents(ports.agents, ear),
    file: {
      name: ports.file.name,
      read: async () => {
        const text = await ports.file.read();
        ear.watchMadeUpIn(text);
        return text;
      },
      edit: (edits, madeFor) => {
        ear.expectNoneAdded('the file', madeFor, applyEdits(madeFor, edits));
        return ports.file.edit(edits, madeFor);
      },
    },
    baselines: {
      get: (link) => ports.baselines.get(link),
      put: (link, baseline) => {
        ear.expectNoneIn('the base', baselineText(baseline));
        return ports.baselines.put(link, baseline);
      },
    },
    secrets: {
      ...ports.secrets,
      resolve: async (use) => {
        const resolved = await ports.secrets.resolve(use);
        if (resolved.kind === 'value') ear.watch(resolved.value);
        return resolved;
      },
      stored: async (link, pointer) => {
        const value = await ports.secrets.stored(link, pointer);
        if (value !== undefined) ear.watch(value);
        return value;
      },
    },
    retention: {
      get: (origin) => ports.retention.get(origin),
      put: (origin, retention) => {
        ear.expectNoneIn('the secret retention', `${origin} ${JSON.stringify(retention)}`);
        return ports.retention.put(origin, retention);
      },
    },
    confirm: {
      push: async (plan) => {
        ear.expectNoneIn('the question before a push', shownBeforePush(plan));
        const answer = await ports.confirm.push(plan);
        if (answer.kind === 'secrets') for (const value of answer.values.values()) ear.watch(value);
        return answer;
      },
      pull: (plan) => {
        ear.expectNoneIn('the question before a pull', shownBeforePull(plan));
        ear.expectNoneAdded('the preview of a pull', plan.madeFrom.text, plan.text);
        return ports.confirm.pull(plan);
      },
    },
    log: {
      info: (line) => {
        ear.expectNoneIn('the log', line);
        ports.log.info(line);
      },
      warn: (line) => {
        ear.expectNoneIn('the log', line);
        ports.log.warn(line);
      },
    },
  };
}

/** Secrets in what is sent and in what comes back are learned. No failure may hold one, but for what the server itself says of a body. */
function leakCheckedAgents(agents: RemoteAgents, ear: LeakDetector): RemoteAgents {
  const answered = async <T>(answer: Promise<ApiResult<T>>) => {
    const heard = await answer;
    if (heard.ok) ear.watchMadeUpIn(JSON.stringify(heard.value));
    else if (heard.failure.kind !== 'rejected') ear.expectNoneIn('a failure', JSON.stringify(heard.failure));
    return heard;
  };
  const sending = (body: JsonObject, answer: () => Promise<ApiResult<JsonObject>>) => {
    ear.watchMadeUpIn(JSON.stringify(body));
    return answered(answer());
  };
  return {
    origin: agents.origin,
    get: (...asked) => answered(agents.get(...asked)),
    list: (...asked) => answered(agents.list(...asked)),
    put: (id, body, cancellation) => sending(body, () => agents.put(id, body, cancellation)),
    patch: (id, body, cancellation) => sending(body, () => agents.patch(id, body, cancellation)),
    create: (body, cancellation) => sending(body, () => agents.create(body, cancellation)),
  };
}
