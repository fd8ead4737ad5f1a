import { setTimeout as sleep } from 'node:timers/promises';

/** How long things may take that happen in another process, in ms. */
const timeoutMs = 15_000;
const between = 50;

/**
 * Asks again and again until the answer is neither undefined, null nor false, and gives that answer.
 * Throws an Error with the awaited condition.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isAnswer(answer)) return answer;
    if (performance.now() > end) throw new Error(`This did not happen: ${what}`);
    await sleep(between);
  }
}

function isAnswer<T>(answer: T): answer is NonNullable<Exclude<T, false>> {
  return answer !== undefined && answer !== null && answer !== false;
}
