import type { Json } from '#language/syntax/json';
import { isLosslessNumber } from 'lossless-json';

/** Whether two values are equal numbers, of any notation and length: `1`, `1.0` and `10e-1`. */
export function sameNumber(a: Json, b: Json): boolean {
  const [x, y] = [digitsOf(a), digitsOf(b)];
  return x !== undefined && y !== undefined && normal(x) === normal(y);
}

function digitsOf(value: Json): string | undefined {
  if (typeof value === 'number') return String(value);
  return isLosslessNumber(value) ? value.value : undefined;
}

/** A canonical notation: sign, digits without zeros at either end, power of ten of the last digit. */
function normal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  const short = digits.slice(0, end);
  if (short === '') return '0';
  return `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
}
