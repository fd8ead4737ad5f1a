/** Exit codes. The highest one of all files is used. */
export const exitCodes = {
  ok: 0,
  /** Problems at or above `--severity`, or a difference where the command was asked to report it. */
  problems: 1,
  /** Usage, configuration, or API key. */
  usage: 2,
  /** A conflict, a stale plan, or a risk that was not allowed: nothing was sent. */
  notAllowed: 3,
  /** The file is invalid: nothing was sent. */
  invalidFile: 4,
  secretLost: 5,
  unknownOutcome: 6,
  /** Network or server. */
  server: 7,
  /** Interrupted by Ctrl+C, as shells report it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function highest(codes: Iterable<ExitCode>): ExitCode {
  return [...codes].reduce((a, b) => (b > a ? b : a), exitCodes.ok);
}
