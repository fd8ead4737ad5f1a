import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../document';
import type { Path } from '../json';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a rule found: one cause, on one token. */
export interface Finding {
  readonly span: Span;
  /** Cause first, cure second; at most 120 characters; never a secret's value. */
  readonly message: string;
  /** The member it is about. */
  readonly path: Path;
  /** Where this finding is graver or milder than its rule usually is. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Shown faded: there is nothing to mend, only something to know. */
  readonly faded?: boolean;
  /** What the rule's fixes need to know, so that they need not look again. JSON only: it travels through the editor. */
  readonly cure?: Cure;
}

/** How a finding can be mended; each kind has one file under fixes/. Extended by whoever adds a fix. */
export type Cure =
  | { readonly kind: 'rename'; readonly names: readonly string[] }
  | { readonly kind: 'replace'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: 'remove' }
  | { readonly kind: 'add'; readonly pointers: readonly string[] };

export interface Problem extends Finding {
  /** The rule's id: stable, kebab-case, the diagnostic's code and the name of its page under docs/rules. */
  readonly rule: string;
  readonly severity: Severity;
}

/** A pure check of one thing. */
export interface Rule {
  readonly id: string;
  /** The usual severity; settings can change it, or switch the rule off. */
  readonly severity: Severity;
  check(agent: AnnotatedAgent): Iterable<Finding>;
}

/** Rule id → severity, or off, as the user set it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;
