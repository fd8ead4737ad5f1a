import type { AnnotatedAgent } from '../annotate';
import type { Node, Piece } from './syntaxTree';

/** All that an answer about a part depends on besides the part's text, the schema and the settings. */
export type Context = readonly (string | number)[];

interface Known<Answer> extends Pick<AnnotatedAgent, 'schema' | 'options'> {
  readonly context: Context;
  /** Where the part stood. */
  readonly offset: number;
  readonly answer: Answer;
}

/** Answers about parts of an agent, kept for as long as some version of the text holds the part as it was. */
export class PartMemo<Answer> {
  private readonly known = new WeakMap<Piece, Known<Answer>>();

  /** `moved`: an answer for a part that stands `shift` UTF-16 units further on. */
  constructor(private readonly moved: (answer: Answer, shift: number) => Answer) {}

  /** What is known about a part; undefined where its text or its context has changed. */
  recall({ schema, options }: AnnotatedAgent, { piece, offset }: Node, context: Context): Answer | undefined {
    const known = this.known.get(piece);
    if (known?.schema !== schema || known.options !== options || !isSame(known.context, context))
      return undefined;
    const shift = offset - known.offset;
    return shift === 0 ? known.answer : this.moved(known.answer, shift);
  }

  keep(
    { schema, options }: AnnotatedAgent,
    { piece, offset }: Node,
    context: Context,
    answer: Answer,
  ): Answer {
    this.known.set(piece, { schema, options, context, offset, answer });
    return answer;
  }
}

function isSame(a: Context, b: Context): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
