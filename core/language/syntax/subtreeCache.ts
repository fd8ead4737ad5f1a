import type { AnnotatedAgent } from '../annotate';
import type { SyntaxNode, GreenNode } from './syntaxTree';

interface Entry<Result> extends Pick<AnnotatedAgent, 'schema' | 'options'> {
  readonly key: string;
  readonly offset: number;
  readonly result: Result;
}

/** Results computed from a subtree, kept while some version of the text contains the subtree unchanged. */
export class SubtreeCache<Result> {
  private readonly entries = new WeakMap<GreenNode, Entry<Result>>();

  /** `shifted` returns the result for the same subtree `shift` UTF-16 units further on. */
  constructor(private readonly shifted: (result: Result, shift: number) => Result) {}

  /** `key`: what the result depends on besides the subtree, the schema and the settings. */
  get({ schema, options }: AnnotatedAgent, { green, offset }: SyntaxNode, key: string): Result | undefined {
    const entry = this.entries.get(green);
    if (entry?.key !== key || entry.schema !== schema || entry.options !== options) return undefined;
    const shift = offset - entry.offset;
    return shift === 0 ? entry.result : this.shifted(entry.result, shift);
  }

  set(
    { schema, options }: AnnotatedAgent,
    { green, offset }: SyntaxNode,
    key: string,
    result: Result,
  ): Result {
    this.entries.set(green, { schema, options, key, offset, result });
    return result;
  }
}
