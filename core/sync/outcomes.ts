import type { BlockCause, PullPlan, PushPlan } from './model';
import type { ApiFailure } from './ports';
import type { Rejection } from './rejections';

/** How an agent differs from what was sent. Contains only pointers. */
export interface Discrepancy {
  /** Properties whose value on the server differs from the sent one. */
  readonly mismatches: readonly string[];
  /** Secrets that are no longer stored after the write, or were sent but are not stored. */
  readonly lostSecrets: readonly string[];
  /** Omitted secrets that may have been stored, without evidence in any response. */
  readonly unconfirmedSecrets?: readonly string[] | undefined;
}

/** The outcome of a push. `describePushOutcome` has a message for each kind. */
export type PushOutcome =
  /** Nothing to send. `incoming`: number of remote changes to pull. */
  | {
      readonly kind: 'in-sync';
      readonly agentName: string;
      readonly incomingCount: number;
      /** Pointers of properties of the file that Cekura no longer returns. */
      readonly missingProperties: readonly string[];
    }
  /** Roll back only: no push from this machine is known. */
  | { readonly kind: 'nothing-to-undo' }
  /**
   * Written and verified. `mergeFailed`: remote changes could not be merged into the file; a pull does.
   * `unconfirmedSecrets`: secrets at risk, without evidence that they are still stored.
   */
  | {
      readonly kind: 'pushed';
      readonly plan: PushPlan;
      readonly mergeFailed: boolean;
      readonly unconfirmedSecrets?: readonly string[] | undefined;
      /** Rollback only: pointers of properties that differ from before the push. */
      readonly notRestored?: readonly string[];
    }
  /** Written, but the agent differs from the plan. */
  | {
      readonly kind: 'verification-failed';
      readonly plan: PushPlan;
      readonly discrepancy: Discrepancy;
      /** Rollback only: pointers of other properties that differ from before the push. */
      readonly notRestored?: readonly string[];
    }
  /** The server accepted the write, but reading the agent back failed. */
  | { readonly kind: 'unverified'; readonly plan: PushPlan; readonly failure: ApiFailure }
  /**
   * Unknown whether the write was applied. It is not repeated. `lostSecrets`: secrets that were stored before and no longer are;
   * undefined if the agent could not be read.
   */
  | {
      readonly kind: 'unknown';
      readonly plan: PushPlan;
      readonly failure: ApiFailure;
      readonly lostSecrets?: readonly string[] | undefined;
    }
  /** The write was not applied: the agent is unchanged. */
  | { readonly kind: 'not-applied'; readonly plan: PushPlan; readonly failure: ApiFailure }
  | { readonly kind: 'blocked'; readonly causes: readonly BlockCause[] }
  /** The file or the agent changed between plan and write; nothing was sent. */
  | { readonly kind: 'stale'; readonly changed: 'file' | 'agent' }
  /** The server rejected the values; nothing was written. */
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] }
  /** No write was made. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'canceled' };

/** The outcome of a pull. */
export type PullOutcome =
  | ({ readonly kind: 'nothing-to-pull' } & Pick<
      PullPlan,
      'agentName' | 'conflicts' | 'missingProperties' | 'omittedCredentials'
    >)
  | { readonly kind: 'pulled'; readonly plan: PullPlan }
  | { readonly kind: 'blocked'; readonly causes: readonly BlockCause[] }
  | { readonly kind: 'stale'; readonly changed: 'file' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'canceled' };
