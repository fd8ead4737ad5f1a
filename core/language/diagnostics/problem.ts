import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import type { Json, Path } from '../syntax/json';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A problem that a rule reports: one cause, on one token. */
export interface Report {
  readonly span: Span;
  /** The cause, then the fix; at most 120 characters; never the value of a secret. */
  readonly message: string;
  /** Path of the property it is about. */
  readonly path: Path;
  /** Set if it differs from the rule's default severity. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Shown faded: it has no effect. */
  readonly unnecessary?: boolean;
  /** Shown with a strikethrough: it was removed from the API. */
  readonly deprecated?: boolean;
  /** Syntax errors: other problems before this offset are likely consequences, so they are not reported. */
  readonly suppressUntil?: number;
  /** Another rule that reports the same cause. The reports of this rule depend on whether that one is off. */
  readonly onlyIf?: { readonly rule: string; readonly isOff: boolean };
  /** Data for the quick fixes of the rule. */
  readonly fix?: FixData;
}

/** How a problem can be fixed (see codeActions/). It never contains a value that may be secret: fixes read that from the document. */
export type FixData =
  /** Rename the property to one of these, best first. */
  | { readonly kind: 'rename'; readonly names: readonly string[] }
  /** Replace the value with one of these, best first. */
  | { readonly kind: 'replace'; readonly values: readonly Json[]; readonly isGuess?: true }
  /** Replace with a known value, best first, or allow the current one. */
  | { readonly kind: 'pick-value'; readonly values: readonly string[] }
  /** Remove the property. */
  | { readonly kind: 'remove' }
  /** Move its values to the properties that replace it. */
  | { readonly kind: 'convert-deprecated' }
  /** Convert a file of another format to an agent, or ignore it. */
  | { readonly kind: 'convert-foreign' }
  /** Remove the property, which has no effect. */
  | { readonly kind: 'remove-duplicate' }
  /** Remove the property, or all properties of the provider. */
  | { readonly kind: 'remove-provider'; readonly provider: string }
  /** Add the properties at these pointers with placeholders. */
  | { readonly kind: 'add'; readonly pointers: readonly string[] }
  /** Replace the string with the JSON it contains. */
  | { readonly kind: 'parse-string' }
  | { readonly kind: 'wrap-in-array' }
  /** A secret is masked or empty: remove it, or use a reference to a stored secret. */
  | { readonly kind: 'remove-secret' }
  /** A plain-text secret: store it and write a reference. */
  | { readonly kind: 'move-secret' }
  /** Remove user and password from the URL. */
  | { readonly kind: 'remove-credentials' }
  /** Replace the text at the span. */
  | { readonly kind: 'rewrite'; readonly text: string }
  | { readonly kind: 'remove-comment' }
  /** Keep only the content of the Markdown code block. */
  | { readonly kind: 'remove-fence' }
  /** Insert a comma before the token at the span. */
  | { readonly kind: 'insert-comma' }
  /** Add the closing quote of the string at the span. */
  | { readonly kind: 'close-string' }
  /** Put the text at the span in double quotes. */
  | { readonly kind: 'quote' }
  /** Escape line breaks, tabs, quotes and backslashes in the string at the span. */
  | { readonly kind: 'escape' };

export interface Problem extends Report {
  /** The rule's ID: stable, kebab-case; the diagnostic's code and the name of the page in docs/rules. */
  readonly rule: string;
  readonly severity: Severity;
  /** The problem is in this prompt file (the path in the reference); the span is that of the reference. */
  readonly promptFile?: string;
}

/** A pure check of one thing, based on `nodes`, `strings` or `schemaErrors` of the agent. */
export interface Rule {
  readonly id: string;
  /** Default severity, or off; the settings can change it. */
  readonly severity: Severity | 'off';
  /** Reports missing properties. Not run if the text has syntax errors, because properties may be unreadable. */
  readonly skipOnSyntaxErrors?: boolean;
  /**
   * `document`: depends on several properties, so it always checks the whole agent. Otherwise, the rule gets an agent restricted
   * to the changed subtrees, and its reports must only depend on the subtree they are in.
   */
  readonly scope?: 'document';
  check(agent: AnnotatedAgent): Iterable<Report>;
}

/** Rule ID → severity or off, from the user's settings. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;
