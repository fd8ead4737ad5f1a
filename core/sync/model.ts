import type { ForeignFile } from '#language/foreign/detect';
import type { Change, TextEdit } from '#language/syntax/edit';
import type { Json, JsonObject, Path } from '#language/syntax/json';
import type { SecretReference } from '#language/secrets/secrets';
import type { ValueChange } from './content/changes';
import type { AgentLink, Baseline, LastSent } from './ports';
import type { ValueProblem } from './secrets/valueProblem';

/**
 * How much a push asks of the user: `none` nothing to send, `low` sent at once, `some` shown as a diff first,
 * `high` a modal that names the consequence. What may not be written at all is `Blocked` instead.
 */
export type Risk = 'none' | 'low' | 'some' | 'high';

/** Why a push is more than `low`. */
export type RiskReason =
  | 'never-synced'
  | 'merge'
  | 'secret-set'
  | 'deletion'
  /** Provider, ids, numbers or URLs change: another agent may answer. */
  | 'identity'
  /** The platform rewrites a member that is pushed. */
  | 'rewritten'
  | 'secret-clear'
  /** The agent is in a project where every push has to be confirmed. */
  | 'protected-project'
  | 'override'
  /** A stored secret has to survive a write that omits it, and this server was not seen to keep such secrets. */
  | 'unproven'
  /** The same for what may be stored and is never returned. */
  | 'unverifiable'
  /** The value last sent from here is sent again, and somebody may have replaced it since. */
  | 'resend';

/** Where the value of a secret comes from. */
export type SecretSource =
  | { readonly kind: 'reference'; readonly reference: SecretReference }
  | { readonly kind: 'literal' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'entered' };

/** What a push does with one secret. */
export type SecretStep = { readonly path: Path } & (
  | { readonly action: 'set'; readonly source: SecretSource }
  | { readonly action: 'clear' }
  /**
   * `carried`: the answer shows the value, which is sent; `proven`: omitted, and this server was seen to keep what a write omits, or
   * the write doesn't touch it; `unproven`: omitted without that proof; `unverifiable`: the same, but nothing tells whether it is stored.
   */
  | { readonly action: 'keep'; readonly guarantee: 'carried' | 'proven' | 'unproven' | 'unverifiable' }
  /** The value last sent from here is sent again. `sentAt`: when that was; undefined where it isn't remembered. */
  | { readonly action: 'keep'; readonly guarantee: 'resent'; readonly sentAt: Date | undefined }
);

/** What a plan was made from; the plan is void once any of it has moved. */
export interface MadeFrom {
  readonly text: string;
  readonly remote: JsonObject;
  readonly lastSent: LastSent;
}

/** One write, complete. What it says is what is sent, or nothing is. */
export interface PushPlan {
  readonly kind: 'push';
  readonly link: AgentLink;
  /** What the agent is called on Cekura now: a file with the id of another agent must not ask under its own name. */
  readonly agentName: string;
  /** The project that the agent is in; undefined if the API does not tell. */
  readonly projectName?: string | undefined;
  readonly method: 'put' | 'patch';
  /** What is sent, secrets in clear: for the wire alone, never for a log or a screen. */
  readonly body: JsonObject;
  /** The agent as it should be after the write, secrets taken out. */
  readonly target: JsonObject;
  /** From the agent as it is to the agent as it will be, without secrets. */
  readonly changes: readonly ValueChange[];
  readonly secrets: readonly SecretStep[];
  /** Pointers of the secrets that have to be kept without proof that this server keeps them. */
  readonly unproven: readonly string[];
  /** Pointers of all that may not be as it was afterwards: kept without proof, or sent again. */
  readonly atRisk: readonly string[];
  /** Pointers of the secrets among them whose value can be entered. */
  readonly enterable: readonly string[];
  /** Pointers of the members where the file's value replaces what someone else changed. */
  readonly overridden: readonly string[];
  /** Pointers of the members that held something and that the file takes away. */
  readonly cleared: readonly string[];
  /** Pointers of the members that decide which agent answers, of those that the file changed. */
  readonly rerouting: readonly string[];
  /** Pointers of the members that the platform rewrites by itself, of those that the file changed. */
  readonly rewritten: readonly string[];
  /** What others changed meanwhile: goes into the file after the write, so that the next push doesn't take it back. */
  readonly incoming: readonly Change[];
  /** Pointers of remote changes that stay out of the file because they contain credentials. */
  readonly withheld: readonly string[];
  readonly risk: Risk;
  readonly reasons: readonly RiskReason[];
  readonly madeFrom: MadeFrom;
}

/** A member that both sides changed, each in its own way. */
export interface Conflict {
  readonly path: Path;
  readonly base: Json | undefined;
  readonly local: Json | undefined;
  readonly remote: Json | undefined;
}

/** A limit of what can be read as an agent: the same for files and for what a pull would write. */
export type TextLimit = 'too-deep' | 'too-large';

/** Why no plan can be made; `pointer` says where. Never holds a secret's value. */
export type BlockCause =
  | { readonly kind: TextLimit }
  /** A pull would write a file that could not be read again. */
  | { readonly kind: 'unreadable-result'; readonly refusal: TextLimit | undefined }
  | { readonly kind: 'unreadable'; readonly offset: number }
  /** A file of another format: it is not an agent. */
  | { readonly kind: 'foreign'; readonly file: ForeignFile }
  | { readonly kind: 'unlinked' }
  /** The file's `id` is no agent's. */
  | { readonly kind: 'bad-id' }
  /** Something that a fix wrote for a person to fill in. */
  | { readonly kind: 'placeholder'; readonly pointer: string }
  | { readonly kind: 'mask'; readonly pointer: string }
  /** The same in a property that is no secret. */
  | { readonly kind: 'masked-value'; readonly pointer: string }
  | { readonly kind: 'empty-secret'; readonly pointer: string }
  | { readonly kind: 'invalid-reference'; readonly pointer: string }
  /** The value of a variable that can't be what was meant, such as one with a line break. */
  | {
      readonly kind: 'invalid-value';
      readonly pointer: string;
      readonly reference: SecretReference;
      readonly problem: ValueProblem;
    }
  | { readonly kind: 'missing-reference'; readonly pointer: string; readonly reference: SecretReference }
  | { readonly kind: 'refused-reference'; readonly pointer: string; readonly reference: SecretReference }
  | { readonly kind: 'conflict'; readonly pointer: string; readonly conflict: Conflict };

export interface Blocked {
  readonly kind: 'blocked';
  readonly causes: readonly BlockCause[];
}

/** One edit of the file, complete. */
export interface PullPlan {
  readonly kind: 'pull';
  readonly link: AgentLink;
  readonly agentName: string;
  /** The smallest edits that bring the agent's changes into the file; none where there is nothing to pull. */
  readonly edits: readonly TextEdit[];
  /** The file's text after the edits. */
  readonly text: string;
  readonly changes: readonly ValueChange[];
  /** Pointers of what the file said otherwise, where nothing tells whether that was a change: it was never synced. */
  readonly replaced: readonly string[];
  /** Members that both sides changed: left as they are in the file. */
  readonly conflicts: readonly Conflict[];
  /** Pointers of secrets that Cekura returned in plain text; they are not written to the file. */
  readonly withheld: readonly string[];
  /** Pointers of other properties whose value contains credentials, such as a URL; not written to the file either. */
  readonly withCredentials: readonly string[];
  /** Pointers of properties of the file that Cekura no longer returns; they stay. */
  readonly missing: readonly string[];
  /** Pointers of properties that the pull removes from the file. */
  readonly removed: readonly string[];
  /** Show the diff before it is applied: there is no baseline, or something is removed from the file. */
  readonly showFirst: boolean;
  /** What counts as synced once the edits are applied. */
  readonly nextBaseline: Baseline;
  readonly madeFrom: Pick<MadeFrom, 'text' | 'remote'>;
}
