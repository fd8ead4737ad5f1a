/** Milliseconds between two looks at the process that started us. */
const interval = 3000;

/** Calls `ended` once there is no process `id` any more: a client that is killed closes no connection on every system. */
export function whenProcessEnds(id: number, ended: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(id)) return;
    clearInterval(timer);
    ended();
  }, interval);
  // The connection is what keeps us running, not this.
  timer.unref();
}

function isAlive(id: number): boolean {
  try {
    // Signal 0 tells whether it could be sent, and sends nothing.
    return process.kill(id, 0);
  } catch (error) {
    // A process of somebody else is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
