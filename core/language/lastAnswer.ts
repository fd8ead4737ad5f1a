/**
 * For what many ask about the same thing one after the other: the answer is kept until somebody asks about another thing. A WeakMap
 * would keep more answers than anybody wants, and each one that has died makes every collection of young garbage longer until the
 * next full one: with thousands of files, ten times as long.
 */
export function rememberingLast<Thing, Answer>(answerTo: (thing: Thing) => Answer): (thing: Thing) => Answer {
  let last: { readonly thing: Thing; readonly answer: Answer } | undefined;
  return (thing) => {
    if (last?.thing !== thing) last = { thing, answer: answerTo(thing) };
    return last.answer;
  };
}
