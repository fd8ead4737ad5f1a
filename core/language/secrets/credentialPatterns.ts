import type { Span } from '../syntax/document';

/**
 * Patterns of credentials in any text. They are specific, as false positives in prompts would make users ignore real ones. Lookaheads
 * are bounded, so that matching takes linear time.
 */
const patterns: readonly RegExp[] = [
  // OpenAI, Anthropic, ElevenLabs, Stripe and others. The long run of characters distinguishes them from names such as
  // pk_orders_by_day_2024.
  /\b(?:sk|rk|pk)[-_](?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Za-z\d]{16})[\w-]{20,}/,
  // Vendors whose prefix is a word: only with a longer run than names have.
  /\b(?:whsec|gsk|hf|xai|pplx|pypi|ntn|secret|key|shp(?:at|ca|pa|ss)|lin_api|dop_v1|dp\.(?:pt|st|ct))[-_.](?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Za-z\d]{20})[\w-]{20,}/,
  // GitHub and GitLab.
  /\b(?:gh[pousr]_[A-Za-z\d]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,})/,
  // AWS, Twilio, Google and Telegram.
  /\b(?:A[KS]IA[A-Z\d]{16}|SK[\da-f]{32}|AIza[\w-]{35}|GOCSPX-[\w-]{28}|\d{8,10}:AA[\w-]{33})(?![\w-])/,
  // Slack, SendGrid, npm, age.
  /\b(?:(?:xox[abeoprs]|xapp)-[\w-]{10,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z\d]{36}|AGE-SECRET-KEY-1[A-Z\d]{20,})/,
  // Replicate, Supabase, Airtable, HubSpot, Postman, Atlassian.
  /\b(?:r8_[A-Za-z\d]{30,}|sbp_[\da-f]{40}|pat[A-Za-z\d]{14}\.[\da-f]{64}|pat-[a-z]{2}\d-[\da-f-]{36}|PMAK-[\da-f]{24}-[\da-f]{34}|ATATT3[\w-]{50,})/,
  // A Slack webhook URL.
  /\bhooks\.slack\.com\/services\/T[A-Z\d]+\/B[A-Z\d]+\/[A-Za-z\d]{20,}/,
  // A signed token (JWT).
  /\beyJ[\w-]{8,999}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
  // A private key.
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:[^"]*?-----END [A-Z ]{0,20}PRIVATE KEY-----|[^"]*)/,
  // The value of an Authorization header.
  /\b(?:Bearer|Basic) (?=[\w+/.=-]*\d)[\w+/.=-]{20,}/,
  // After a name, in a URL, a header, an assignment or JSON: ?token=…, X-Api-Key: …, \"client_secret\": \"…\".
  /(?:(?:api|access|account|auth|private)[-_ ]?key|secret|token|password|passwd)\\?["']?\s*[:=]\s*\\?["']?(?=[\w+/.~-]*?(?=[A-Za-z]{0,9}\d)[A-Za-z\d]{10})[\w+/.~-]{16,}/i,
  // In a sentence: the api key is …, auth token …. A run of letters and digits distinguishes it from words and numbers.
  /\b(?:(?:api|access|account|auth|private)[-_ ]?key|secret|token|password) (?:is )?(?=[\w+/.~-]*?(?=[A-Za-z]{0,9}\d)(?=\d{0,9}[A-Za-z])[A-Za-z\d]{10})[\w+/.~-]{16,}/i,
  // A password in a URL.
  /\b[a-z][a-z\d+.-]{0,15}:\/\/[^\s/?#:@"'<>{}]+:[^\s/?#:@"'<>{}]{3,}@/i,
];

/**
 * A fast check whether a text, or the JSON string of it, may contain a credential. Each pattern requires a run of 15 credential
 * characters, the first of which may be part of a JSON escape such as \\n, or one of these substrings. Keep in sync with `patterns`.
 */
function mayContainCredential(text: string): boolean {
  return hasLongToken(text, 14) || text.includes('://') || text.includes('-----BEGIN');
}

/** Whether a text has a run of `length` credential characters. Skips most other characters, as in Boyer-Moore. */
function hasLongToken(text: string, length: number): boolean {
  for (let last = length - 1; last < text.length;) {
    let before = last;
    while (before > last - length && isCredentialCharacter(text.charCodeAt(before))) before--;
    if (before === last - length) return true;
    last = before + length;
  }
  return false;
}

/** Whether a UTF-16 code unit is one of [\w+/.~=-]. */
function isCredentialCharacter(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a || code === 0x7e;
  if (code >= 0x41) return code <= 0x5a || code === 0x5f;
  return (code >= 0x2d && code <= 0x39) || code === 0x2b || code === 0x3d;
}

/** The span of a credential in a text; undefined if there is none. */
export function findCredential(text: string): Span | undefined {
  if (!mayContainCredential(text)) return undefined;
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return { offset: match.index, length: match[0].length };
  }
  return undefined;
}

/** Replaces each credential with an ellipsis. */
export function redactCredentialsIn(text: string): string {
  if (!mayContainCredential(text)) return text;
  return patterns.reduce(
    (redacted, pattern) => redacted.replaceAll(new RegExp(pattern, `${pattern.flags}g`), '…'),
    text,
  );
}
