import type { Cancellation } from '#sync/ports';

/** Lets a few through at a time; the others wait in the order they came. */
export class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(places: number) {
    this.free = places;
  }

  /** Runs `work` once there is a place; undefined, without running it, when the wait was cancelled. */
  async pass<T>(work: () => Promise<T>, cancellation?: Cancellation): Promise<T | undefined> {
    if (!(await this.enter(cancellation))) return undefined;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(cancellation: Cancellation | undefined): Promise<boolean> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const settle = (entered: boolean) => {
        cancellation?.removeEventListener('abort', giveUp);
        resolve(entered);
      };
      const comeIn = () => settle(true);
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(comeIn), 1);
        settle(false);
      };
      this.waiting.push(comeIn);
      cancellation?.addEventListener('abort', giveUp);
    });
  }

  /** Hands the place to the next one in line, so that nobody who comes now can overtake. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
