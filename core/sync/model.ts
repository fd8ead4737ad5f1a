import type { ForeignFile } from '#language/foreign/detect';
import type { PromptReference } from '#language/promptFiles/expand';
import type { PromptFileError, UnwritableText } from '#language/promptFiles/promptText';
import type { Change, TextEdit } from '#language/syntax/edit';
import type { Json, JsonObject, Path } from '#language/syntax/json';
import type { SecretReference } from '#language/secrets/secrets';
import type { ValueChange } from './content/changes';
import type { AgentLink, Baseline, LastSent } from './ports';
import type { ValueProblem } from './secrets/valueProblem';

/**
 * The risk of a push: `none` nothing to send, `low` sent immediately, `medium` shows a diff first, `high` shows a modal dialog with the
 * consequences. A push that is not possible is `Blocked`.
 */
export type Risk = 'none' | 'low' | 'medium' | 'high';

/** Reasons for a risk above `low`. */
export type RiskReason =
  | 'never-synced'
  | 'merge'
  | 'secret-set'
  | 'deletion'
  /** Provider, IDs, numbers or URLs change: calls may reach another agent. */
  | 'routing'
  /** Cekura overwrites a pushed property automatically. */
  | 'overwritten-by-cekura'
  | 'secret-clear'
  /** The agent is in a project where every push has to be confirmed. */
  | 'protected-project'
  | 'overwrite'
  /** A write omits a stored secret, and the server is not known to keep such secrets. */
  | 'unproven-secret'
  /** The same for properties that may be stored and are never returned. */
  | 'unverifiable-secret'
  /** The value last sent from this machine is sent again; it may have been replaced since. */
  | 'secret-resend';

/** The source of a secret's value. */
export type SecretSource =
  | { readonly kind: 'reference'; readonly reference: SecretReference }
  | { readonly kind: 'literal' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'entered' };

/** How a push handles one secret. */
export type SecretStep = { readonly path: Path } & (
  | { readonly action: 'set'; readonly source: SecretSource }
  | { readonly action: 'clear' }
  /**
   * `included`: the value is in the response and is sent; `proven`: omitted, and this server is known to retain omitted secrets, or
   * the write doesn't affect it; `unproven`: omitted without that evidence; `unverifiable`: also unknown whether it is stored.
   */
  | { readonly action: 'keep'; readonly guarantee: 'included' | 'proven' | 'unproven' | 'unverifiable' }
  /** The value that was last sent from this machine is sent again. `sentAt`: when it was sent; undefined if unknown. */
  | { readonly action: 'keep'; readonly guarantee: 'resent'; readonly sentAt: Date | undefined }
);

/** The state that a plan is based on. The plan is stale as soon as it changes. */
export interface PlanBasis {
  readonly text: string;
  readonly remote: JsonObject;
  readonly lastSent: LastSent;
}

/** A complete write. Exactly this is sent, or nothing. */
export interface PushPlan {
  readonly kind: 'push';
  /** Whether it restores the agent as before the last push. */
  readonly isRollback?: boolean;
  readonly link: AgentLink;
  /** The current name of the agent on Cekura, so that the question shows the right agent even if the file has a wrong ID. */
  readonly agentName: string;
  /** The project that the agent is in; undefined if unknown. */
  readonly projectName?: string | undefined;
  readonly method: 'put' | 'patch';
  /** The request body with secrets in plain text; never log or show it. */
  readonly body: JsonObject;
  /** The expected agent after the write, without secrets. */
  readonly target: JsonObject;
  /** The changes of the agent, without secrets. */
  readonly changes: readonly ValueChange[];
  readonly secrets: readonly SecretStep[];
  /** Pointers of secrets that the write omits although the server is not known to keep them. */
  readonly unprovenSecrets: readonly string[];
  /** Pointers of secrets that may change: not known to be kept, or sent again. */
  readonly secretsAtRisk: readonly string[];
  /** Pointers of the secrets among them whose value can be entered. */
  readonly enterableSecrets: readonly string[];
  /** Pointers of properties where the local value overwrites a remote change. */
  readonly overriddenProperties: readonly string[];
  /** Pointers of non-empty properties that the file removes. */
  readonly clearedProperties: readonly string[];
  /** Pointers of changed properties that determine which agent is called. */
  readonly routingChanges: readonly string[];
  /** Pointers of changed properties that Cekura overwrites automatically. */
  readonly overwrittenByCekura: readonly string[];
  /** Remote changes that are written to the file after the push, so that the next push doesn't revert them. */
  readonly incomingChanges: readonly Change[];
  /** Pointers of remote changes that are not written to the file because they contain credentials. */
  readonly omittedCredentials: readonly string[];
  readonly risk: Risk;
  readonly reasons: readonly RiskReason[];
  readonly basedOn: PlanBasis;
}

/** A property that both sides changed differently. */
export interface Conflict {
  readonly path: Path;
  readonly base: Json | undefined;
  readonly local: Json | undefined;
  readonly remote: Json | undefined;
}

/** A limit that the agent in a file, or the result of a pull, exceeds. */
export type TextLimit = 'too-deep' | 'too-large';

/** Why a plan is not possible, and the property that causes it. Never contains the value of a secret. */
export type BlockCause =
  | { readonly kind: TextLimit }
  /** A pull would write a file that could not be read again. */
  | { readonly kind: 'unreadable-result'; readonly exceededLimit: TextLimit | undefined }
  | { readonly kind: 'unreadable'; readonly offset: number }
  /** A file of another format: it is not an agent. */
  | { readonly kind: 'foreign'; readonly file: ForeignFile }
  | { readonly kind: 'unlinked' }
  /** The `id` of the file is not an agent ID. */
  | { readonly kind: 'bad-id' }
  /** A placeholder inserted by a quick fix. */
  | { readonly kind: 'placeholder'; readonly pointer: string }
  | { readonly kind: 'mask'; readonly pointer: string }
  /** A mask in a property that is not a secret. */
  | { readonly kind: 'masked-value'; readonly pointer: string }
  | { readonly kind: 'empty-secret'; readonly pointer: string }
  | { readonly kind: 'invalid-reference'; readonly pointer: string }
  /** An invalid value of a variable, such as one with a line break. */
  | {
      readonly kind: 'invalid-value';
      readonly pointer: string;
      readonly reference: SecretReference;
      readonly problem: ValueProblem;
    }
  | { readonly kind: 'missing-reference'; readonly pointer: string; readonly reference: SecretReference }
  | { readonly kind: 'unapproved-reference'; readonly pointer: string; readonly reference: SecretReference }
  /** A reference to a prompt file that can't be resolved. */
  | {
      readonly kind: 'prompt-file';
      readonly pointer: string;
      /** The path in the reference. */
      readonly file: string;
      readonly error: UnresolvedPrompt;
    }
  /** A new value that the prompt file of a property can't contain. */
  | { readonly kind: 'unwritable-prompt'; readonly pointer: string; readonly error: UnwritableText }
  | { readonly kind: 'conflict'; readonly pointer: string; readonly conflict: Conflict };

/** A reference whose secret or environment variable is not set. */
export type MissingReference = Extract<BlockCause, { kind: 'missing-reference' }>;

/** Why a reference to a prompt file can't be resolved. `not-allowed`: not in this property; `nested`: it is in a prompt file itself. */
export type UnresolvedPrompt = PromptFileError | 'not-allowed' | 'nested';

export interface Blocked {
  readonly kind: 'blocked';
  readonly causes: readonly BlockCause[];
}

/** A complete edit of the file. */
export interface PullPlan {
  readonly kind: 'pull';
  readonly link: AgentLink;
  readonly agentName: string;
  /** The project that the agent is in; undefined if unknown. */
  readonly projectName?: string | undefined;
  /** The smallest edits that merge the remote changes into the file; none if there is nothing to pull. */
  readonly edits: readonly TextEdit[];
  /** The file's text after the edits. */
  readonly text: string;
  readonly changes: readonly ValueChange[];
  /** Pointers of local values that a first pull overwrites; without a baseline, whether they are changes is unknown. */
  readonly replacedProperties: readonly string[];
  /** Properties that both sides changed; the file keeps the local value. */
  readonly conflicts: readonly Conflict[];
  /** Pointers of secrets that Cekura returned in plain text; they are not written to the file. */
  readonly omittedSecrets: readonly string[];
  /** Pointers of other properties whose value contains credentials, such as a URL; not written to the file either. */
  readonly omittedCredentials: readonly string[];
  /** Pointers of properties of the file that Cekura no longer returns; they are kept. */
  readonly missingProperties: readonly string[];
  /** Pointers of properties that the pull removes from the file. */
  readonly removedProperties: readonly string[];
  /** Show the diff before it is applied: there is no baseline, or something is removed from the file. */
  readonly showFirst: boolean;
  /** The baseline after the edits are applied. */
  readonly nextBaseline: Baseline;
  readonly basedOn: Pick<PlanBasis, 'text' | 'remote'> & {
    readonly baseline: Baseline | undefined;
    /** The properties that are in prompt files. */
    readonly references: readonly PromptReference[];
  };
}
