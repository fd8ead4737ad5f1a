/** The command can't run as it was called or configured. The message is shown as it is. */
export class UsageError extends Error {}
