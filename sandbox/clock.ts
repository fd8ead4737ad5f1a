/** Returns a clock that never returns the same instant twice: `2026-05-20T17:42:11.508213Z`, microseconds included. */
export function createClock(): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1000);
    const milliseconds = new Date(Math.floor(last / 1000)).toISOString().slice(0, -1);
    return `${milliseconds}${String(last % 1000).padStart(3, '0')}Z`;
  };
}
