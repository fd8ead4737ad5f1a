import type { TextEdit } from '#language/syntax/edit';
import type { Json, JsonObject } from '#language/syntax/json';
import type { SecretReference } from '#language/secrets/secrets';
import type { PushPlan, PullPlan } from './model';

/** What tells that the user has lost patience; an AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Why a request gave no agent. No failure carries a key, a header or a body that was sent. */
export type ApiFailure =
  | { readonly kind: 'unauthorized' }
  /** `write`: the request would have changed something, which a read-only key may not. */
  | { readonly kind: 'forbidden'; readonly write?: boolean }
  | { readonly kind: 'notFound' }
  /** 400 and 422: what the server says is wrong, as it said it (JSON, or text where it was none). */
  | { readonly kind: 'rejected'; readonly body: Json }
  /** `retryAfter`: milliseconds from now; undefined where the server did not say. */
  | { readonly kind: 'rateLimited'; readonly retryAfter: number | undefined }
  | { readonly kind: 'serverError'; readonly status: number }
  /** No connection was made, so nothing was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** No full answer came: out of time or cut off. `sent`: the request may have arrived. */
  | { readonly kind: 'timedOut'; readonly sent: boolean }
  | { readonly kind: 'redirected'; readonly status: number }
  /** An answer that is no agent: HTML, half a body, another id. `sent`: a write may have happened. */
  | { readonly kind: 'unexpected'; readonly reason: string; readonly sent: boolean }
  | { readonly kind: 'cancelled'; readonly sent: boolean };

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure };

export interface AgentFilter {
  readonly project?: string;
  /** Part of the name. */
  readonly search?: string;
  /** All properties of each agent, instead of the ten of the short list. */
  readonly full?: boolean;
}

/** One page of a list; `next` goes into the next call, undefined after the last one. */
export interface AgentPage {
  readonly agents: readonly JsonObject[];
  readonly total: number;
  readonly next: string | undefined;
}

/**
 * The agents of one origin. Never throws and never rejects; numbers keep their digits. Reads may be repeated inside;
 * a write is sent once.
 */
export interface RemoteAgents {
  /** Scheme, host and port, as in `https://api.cekura.ai`. */
  readonly origin: string;
  get(id: string, cancellation?: Cancellation): Promise<Answer<JsonObject>>;
  put(id: string, body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>>;
  patch(id: string, body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>>;
  create(body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>>;
  list(
    filter: AgentFilter,
    next: string | undefined,
    cancellation?: Cancellation,
  ): Promise<Answer<AgentPage>>;
}

/** One agent file. Its text is its version: an edit names the text that it was made for. */
export interface AgentFile {
  /** What to call it in messages. */
  readonly name: string;
  read(): Promise<string>;
  /** Applies the edits as one undo and saves; false, changing nothing, when the text is no longer `madeFor`. */
  edit(edits: readonly TextEdit[], madeFor: string): Promise<boolean>;
}

/** Which agent, where. */
export interface AgentLink {
  readonly origin: string;
  /** Digits of the agent's `id`. */
  readonly id: string;
}

/**
 * The file and the agent as of the last sync, without secrets. There are two sides because a file need not mention every
 * property: one that it never mentioned was not deleted from it.
 * Stored outside the repository; numbers may be LosslessNumber, so write it with `toJsonText` and read it losslessly.
 */
export interface Baseline {
  readonly file: JsonObject;
  readonly remote: JsonObject;
  /** Both sides before the last push, for a rollback; undefined when there is nothing to roll back. */
  readonly beforePush?:
    | {
        readonly file: JsonObject;
        readonly remote: JsonObject;
        /** Pointers of the secrets that the push set: a rollback leaves them. */
        readonly setSecrets?: readonly string[] | undefined;
      }
    | undefined;
  /**
   * URI of the file: a baseline tells nothing about another file with the same id, such as a copy or a second checkout.
   * Undefined if unknown.
   */
  readonly syncedFile?: string | undefined;
  /** Properties whose remote value was seen to differ from `remote`, most of them in conflict. */
  readonly conflicts?: readonly RecordedConflict[] | undefined;
}

/** A property that changed on Cekura since the last sync, until both sides have one value. */
export interface RecordedConflict {
  /** JSON pointer of the property. */
  readonly pointer: string;
  /** The remote value, without secrets and credentials; undefined if the property was removed. */
  readonly remote: Json | undefined;
  /** The user resolved the conflict with the local value. Valid as long as the remote value is `remote`. */
  readonly keepLocal: boolean;
}

export interface Baselines {
  /** Undefined if the agent was never synced here, or what was stored can't be read. */
  get(link: AgentLink): Promise<Baseline | undefined>;
  /**
   * By the time this is called the sync has happened, so it does not throw: false where it could not be stored, which the
   * user is told. The previous baseline stays, and the next sync compares with that.
   */
  put(link: AgentLink, baseline: Baseline): Promise<boolean>;
}

/** One place that asks for the value of a secret. */
export interface SecretUse {
  readonly link: AgentLink;
  /** JSON pointer of the secret member. */
  readonly pointer: string;
  readonly reference: SecretReference;
}

export type Resolved =
  | { readonly kind: 'value'; readonly value: string }
  /** No such variable or stored secret, or it is empty. */
  | { readonly kind: 'missing' }
  /** The folder is not trusted, or the user did not approve this member and reference. */
  | { readonly kind: 'refused' };

export interface Secrets {
  /** The value behind a reference; asks once per pair of member and reference. */
  resolve(use: SecretUse): Promise<Resolved>;
  /** A value that the user stored for this very member with Set Secret, without any reference in the file. */
  stored(link: AgentLink, pointer: string): Promise<string | undefined>;
  /**
   * Whether this was the last value sent to this member, so that a file in sync stays quiet and a rotated secret is
   * noticed. `value` is JSON text, `null` for a cleared one. Keep what is needed for that in secret storage only.
   */
  wasSent(link: AgentLink, pointer: string, value: string): Promise<boolean>;
  noteSent(link: AgentLink, pointer: string, value: string): Promise<void>;
  /** When a value was last sent from here to each secret of the agent; those that were cleared are not among them. */
  lastSent(link: AgentLink): Promise<LastSent>;
  /** Drops the value that was stored for this very member: it was cleared on the agent. */
  forget(link: AgentLink, pointer: string): Promise<void>;
}

/** By JSON pointer: when a value was last sent to a secret. */
export type LastSent = ReadonlyMap<string, Date>;

/** What a PUT was seen to do with secrets that it omitted. */
export type Retention = 'unknown' | 'kept' | 'lost';

/** What is known about one origin. Servers store these three in different ways, so one tells nothing about the others. */
export interface SecretRetention {
  /** Properties at the top level that answers show in part. */
  readonly topLevel: Retention;
  /** Secrets inside an object. */
  readonly nested: Retention;
  /** Properties at the top level that answers never show. */
  readonly writeOnly: Retention;
}

export interface RetentionStore {
  get(origin: string): Promise<SecretRetention>;
  put(origin: string, retention: SecretRetention): Promise<void>;
}

/** What a question about a push can be answered with. */
export type PushAnswer =
  | { readonly kind: 'push' }
  /** Send only what changed, by PATCH; offered while secrets aren't proven to be keepLocal. */
  | { readonly kind: 'patch' }
  /** Values for secrets that would otherwise have to be keepLocal, by JSON pointer. */
  | { readonly kind: 'secrets'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'cancel' };

/** Asks the user. Is not called for plans of risk none or low. Closing the question means cancel. */
export interface Confirm {
  /** By `plan.risk`: some = diff editor with Push and Cancel, high = modal. Where `plan.atRisk` isn't empty: offers patch, and secrets to enter. */
  push(plan: PushPlan): Promise<PushAnswer>;
  /** For a pull without a baseline, or one that removes properties from the file: shows the diff first. */
  pull(plan: PullPlan): Promise<boolean>;
}

/** Lines for the log: no secret's value, no body. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

/** All that a push or a pull needs from outside. */
export interface SyncPorts {
  readonly agents: RemoteAgents;
  readonly file: AgentFile;
  readonly baselines: Baselines;
  readonly secrets: Secrets;
  readonly retention: RetentionStore;
  readonly confirm: Confirm;
  readonly log: Log;
}
