import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for events in other processes. */
const timeoutMs = 15_000;
const intervalMs = 50;

/**
 * Calls `poll` repeatedly and returns its first result that is not undefined, null or false.
 * Throws an Error that names the condition after a timeout.
 */
export async function until<T>(
  condition: string,
  poll: () => T | Promise<T>,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const result = await poll();
    if (isPresent(result)) return result;
    if (performance.now() > end) throw new Error(`Timed out waiting for: ${condition}`);
    await sleep(intervalMs);
  }
}

function isPresent<T>(result: T): result is NonNullable<Exclude<T, false>> {
  return result !== undefined && result !== null && result !== false;
}
