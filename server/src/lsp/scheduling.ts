import { RAL } from 'vscode-languageserver';

/** Resolves once everything that has arrived by now had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setImmediate(resolve));
}

/** Milliseconds for which work that nobody waits for goes on at a time. */
const slice = 1;
/** Milliseconds for which it rests after a message of somebody who waits: behind an edit come the questions about it, from all that shows something. */
const rest = 10;
/** The most milliseconds it rests at a time, so that it ends even if the messages never do. */
const patience = 20;

let lastMessage = -Infinity;

/** To be called when a message has come in that somebody waits behind, such as an edit or a hover. */
export function somebodyWaits(): void {
  lastMessage = performance.now();
}

/** The turns of work that nobody waits for: it gives way to all else. */
export class SpareTurns {
  private began = performance.now();

  /** To be awaited between two steps, each of which should be short. */
  async share(): Promise<void> {
    if (performance.now() - this.began < slice) return;
    await nextTurn();
    for (const end = performance.now() + patience; isSomebodyWaiting() && performance.now() < end;)
      await pause();
    this.began = performance.now();
  }
}

function isSomebodyWaiting(): boolean {
  return performance.now() - lastMessage < rest;
}

function pause(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setTimeout(resolve, rest));
}
