import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import type { Json, Path } from '../syntax/json';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a rule reports: one cause, on one token. */
export interface Report {
  readonly span: Span;
  /** Cause first, then the fix; at most 120 characters; never the value of a secret. */
  readonly message: string;
  /** Path of the property it is about. */
  readonly path: Path;
  /** Where it differs from the rule's default severity. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Shown faded: there is nothing to mend, only something to know. */
  readonly unnecessary?: boolean;
  /** Shown struck through: it was removed from the API. */
  readonly deprecated?: boolean;
  /** Broken text: nothing else is said of what stands before this offset, as nobody can tell what it was meant to be. */
  readonly suppressUntil?: number;
  /** What the rule's fixes need to know, so that they need not look again. JSON only: it travels through the editor. */
  readonly fix?: FixData;
}

/**
 * How a finding can be mended; each kind has one file under fixes/. None carries the text of a value that may be secret:
 * fixes read that from the document.
 */
export type FixData =
  /** Give the member one of these names, best first. */
  | { readonly kind: 'rename'; readonly names: readonly string[] }
  /** Put one of these in place of the value, best first. */
  | { readonly kind: 'replace'; readonly values: readonly Json[]; readonly isGuess?: true }
  /** Pick a known value, best first, or make the present one known. */
  | { readonly kind: 'choose'; readonly values: readonly string[] }
  /** Take the member out. */
  | { readonly kind: 'remove' }
  /** Move its values to the properties that replace it. */
  | { readonly kind: 'convert-deprecated' }
  /** Turn a file of another format into an agent, or ignore it. */
  | { readonly kind: 'convert-foreign' }
  /** Take out the member, which has no effect. */
  | { readonly kind: 'remove-duplicate' }
  /** Take the member out, or all that is this provider's. */
  | { readonly kind: 'remove-provider'; readonly provider: string }
  /** Write the members at these pointers, with something to fill in. */
  | { readonly kind: 'add'; readonly pointers: readonly string[] }
  /** Turn the JSON in the string into JSON. */
  | { readonly kind: 'unwrap' }
  /** Make a list of the one value. */
  | { readonly kind: 'wrap' }
  /** A mask or nothing in a secret: leave the member out, or refer to a stored secret. */
  | { readonly kind: 'withhold' }
  /** A secret in clear: store it and leave a reference. */
  | { readonly kind: 'move-secret' }
  /** User and password in a URL: take them out. */
  | { readonly kind: 'strip-credentials' }
  /** Put this text in place of the marked one. */
  | { readonly kind: 'rewrite'; readonly text: string }
  /** Remove the comment. */
  | { readonly kind: 'remove-comment' }
  /** Keep only what the Markdown code block contains. */
  | { readonly kind: 'remove-fence' }
  /** A comma is missing in front of the marked token. */
  | { readonly kind: 'insert-comma' }
  /** The marked text lacks its closing quote. */
  | { readonly kind: 'close-text' }
  /** The marked text stands in other quotes than JSON's, in one of them or in none. */
  | { readonly kind: 'quote' }
  /** The text around the mark holds line breaks, tabs, quotes or backslashes as they are. */
  | { readonly kind: 'escape' };

export interface Problem extends Report {
  /** The rule's id: stable, kebab-case, the diagnostic's code and the name of its page in docs/rules. */
  readonly rule: string;
  readonly severity: Severity;
}

/** A pure check of one thing. It reports on `nodes`, `strings` or `schemaErrors` of the agent that it gets. */
export interface Rule {
  readonly id: string;
  /** Default severity, or off; the settings can change it. */
  readonly severity: Severity | 'off';
  /** It is about what is missing, which cannot be told while the text has syntax errors. */
  readonly skipOnSyntaxErrors?: boolean;
  /**
   * `document`: it looks at several properties, so it always checks the whole agent. Without it, the rule gets an agent
   * restricted to the subtrees that have changed, and its reports must depend on nothing outside of each.
   */
  readonly scope?: 'document';
  check(agent: AnnotatedAgent): Iterable<Report>;
}

/** Rule id → severity, or off, as the user set it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;
