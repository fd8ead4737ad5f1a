/** The phone numbers that the API accepts: a plus sign and digits, 8 to 30 characters in total. */
export function isPhoneNumber(text: string): boolean {
  return /^\+\d{7,29}$/.test(text);
}

/** `+1 (415) 555-0123` and `001415…` → `+1415…`; undefined if the country code is unknown. */
export function toE164(text: string): string | undefined {
  const digits = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00/, '+')
    .replaceAll(/[\s().-]/g, '');
  // In international form: a plus sign and 8 to 15 digits (ITU-T E.164).
  return /^\+\d{8,15}$/.test(digits) ? digits : undefined;
}
