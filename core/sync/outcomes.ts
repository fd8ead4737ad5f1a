import type { BlockCause, PullPlan, PushPlan } from './model';
import type { ApiFailure } from './ports';
import type { Rejection } from './rejections';

/** What a read-back found amiss after a write. Pointers only. */
export interface Discrepancy {
  /** Members whose value on the server is not the one that was sent. */
  readonly notTaken: readonly string[];
  /** Secrets that were stored before the write and are not any more, or were sent and are not stored. */
  readonly lostSecrets: readonly string[];
  /** Secrets that may have been stored, were omitted, and of which neither answer tells whether they are. */
  readonly unconfirmedSecrets?: readonly string[] | undefined;
}

/** How a push ended. Switch on `kind`; `describePushOutcome` has a sentence for each. */
export type PushOutcome =
  /** Nothing to send. `incoming`: members that others changed, for a pull to bring; 0 where both sides say the same. */
  | {
      readonly kind: 'in-sync';
      readonly agentName: string;
      readonly incoming: number;
      /** Pointers of properties of the file that Cekura no longer returns. */
      readonly missing: readonly string[];
    }
  /** Roll back only: no push from this machine is known. */
  | { readonly kind: 'nothing-to-undo' }
  /**
   * Written, read back, all as planned. `fileMoved`: others' changes could not go into the file; pull brings them.
   * `unconfirmedSecrets`: what was put at risk, and no answer tells whether it is still stored.
   */
  | {
      readonly kind: 'pushed';
      readonly plan: PushPlan;
      readonly fileMoved: boolean;
      readonly unconfirmedSecrets?: readonly string[] | undefined;
      /** Roll back only: pointers of what is not as it was before the push. */
      readonly notRestored?: readonly string[];
    }
  /** Written, but the agent is not what the plan said. */
  | {
      readonly kind: 'verification-failed';
      readonly plan: PushPlan;
      readonly discrepancy: Discrepancy;
      /** Roll back only: pointers of what else is not as it was before the push. */
      readonly notRestored?: readonly string[];
    }
  /** The server took it; reading it back failed, so nothing is known beyond that. */
  | { readonly kind: 'unverified'; readonly plan: PushPlan; readonly failure: ApiFailure }
  /** The write may or may not have happened, and looking did not tell. It is not sent again. */
  | { readonly kind: 'unknown'; readonly plan: PushPlan; readonly failure: ApiFailure }
  /** The write did not happen: the agent was looked at and is as it was. */
  | { readonly kind: 'not-applied'; readonly plan: PushPlan; readonly failure: ApiFailure }
  | { readonly kind: 'blocked'; readonly causes: readonly BlockCause[] }
  /** File or agent moved between plan and write; nothing was sent. */
  | { readonly kind: 'stale'; readonly what: 'file' | 'agent' }
  /** The server refused the values; nothing was written. */
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] }
  /** No write was made. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'cancelled' };

/** How a pull ended. */
export type PullOutcome =
  | ({ readonly kind: 'nothing-to-pull' } & Pick<
      PullPlan,
      'agentName' | 'conflicts' | 'missing' | 'withCredentials'
    >)
  | { readonly kind: 'pulled'; readonly plan: PullPlan }
  | { readonly kind: 'blocked'; readonly causes: readonly BlockCause[] }
  | { readonly kind: 'stale'; readonly what: 'file' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'cancelled' };
