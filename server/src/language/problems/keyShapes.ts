import type { Span } from '../document';

/**
 * Keys that tell by their shape what they are, wherever they stand. Only shapes that nothing else has: a false alarm in a
 * prompt would teach people to ignore the true ones.
 */
const shapes: readonly RegExp[] = [
  // OpenAI, Anthropic, ElevenLabs, Stripe and the like. The long run tells them from names such as pk_orders_by_day_2024.
  /\b(?:sk|rk|pk)[-_](?=[\w-]*\d)(?=[\w-]*[A-Za-z\d]{16})[\w-]{20,}/,
  // GitHub and GitLab.
  /\b(?:gh[pousr]_[A-Za-z\d]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,})/,
  // AWS and Google.
  /\b(?:A[KS]IA[A-Z\d]{16}|AIza[\w-]{35})(?![\w-])/,
  // Slack, SendGrid, npm.
  /\b(?:xox[abeoprs]-[\w-]{10,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z\d]{36})/,
  // A signed token (JWT).
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
  // A private key.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // The value of an Authorization header.
  /\b(?:Bearer|Basic) (?=[\w+/.=-]*\d)[\w+/.=-]{20,}/,
];

/** Where in a text the first key stands; undefined where none does. */
export function findKey(text: string): Span | undefined {
  for (const shape of shapes) {
    const found = shape.exec(text);
    if (found) return { offset: found.index, length: found[0].length };
  }
  return undefined;
}
