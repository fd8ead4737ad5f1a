import type { AnnotatedAgent } from './annotate';
import type { Node, Piece } from './piece';

interface Known<Answer> {
  readonly agent: Pick<AnnotatedAgent, 'schema' | 'options'>;
  readonly context: readonly string[];
  /** Where the member stood. */
  readonly offset: number;
  readonly answer: Answer;
}

/** Answers about top-level members, kept for as long as a document holds the member with the same text. */
export class MemberMemo<Answer> {
  private readonly known = new WeakMap<Piece, Known<Answer>>();

  /** `moved`: an answer for a member that stands `shift` UTF-16 units further on. */
  constructor(private readonly moved: (answer: Answer, shift: number) => Answer) {}

  /** What is known about a member; undefined where its text or its `context`, all it depends on elsewhere, has changed. */
  recall({ schema, options }: AnnotatedAgent, member: Node, context: readonly string[]): Answer | undefined {
    const known = this.known.get(member.piece);
    if (known?.agent.schema !== schema || known.agent.options !== options || !isSame(known.context, context))
      return undefined;
    const shift = member.offset - known.offset;
    return shift === 0 ? known.answer : this.moved(known.answer, shift);
  }

  keep(
    { schema, options }: AnnotatedAgent,
    member: Node,
    context: readonly string[],
    answer: Answer,
  ): Answer {
    this.known.set(member.piece, { agent: { schema, options }, context, offset: member.offset, answer });
    return answer;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
