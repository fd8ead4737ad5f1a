import type { JsonObject } from '#language/syntax/json';

/** An agent to which a property is added. */
export interface ObjectContext {
  readonly name: string;
  /** Partial input with a ▮ → the whole text. */
  readonly insert: (piece: string) => string;
  readonly properties: JsonObject;
}

const earlier = { agent_name: 'Ada', sip_auth: { username: 'u' } };
const later = { outbound_numbers: ['+14155550123'], inbound: true };

/** All combinations of position, whitespace, and missing or extra commas. */
export function objectContexts(): ObjectContext[] {
  const result: ObjectContext[] = [];
  for (const place of ['only', 'first', 'middle', 'last'])
    for (const gap of ['\n  ', '\r\n  ', ' ', ''])
      for (const commaBefore of [true, false])
        for (const commaAfter of [true, false]) {
          const before = place === 'middle' || place === 'last' ? textsOf(earlier) : [];
          const after = place === 'middle' || place === 'first' ? textsOf(later) : [];
          if (before.length === 0 && !commaBefore) continue;
          const head = before.join(`,${gap}`) + (before.length > 0 && commaBefore ? ',' : '');
          const tail = (commaAfter ? ',' : '') + (after.length > 0 ? gap + after.join(`,${gap}`) : '');
          result.push({
            name: [place, JSON.stringify(gap), commaBefore, commaAfter].join(', '),
            insert: (piece) =>
              `{${gap}${head}${head === '' ? '' : gap}${piece}${tail}${gap.replace(/ +$/, '')}}`,
            properties: { ...(before.length > 0 ? earlier : {}), ...(after.length > 0 ? later : {}) },
          });
        }
  return result;
}

function textsOf(properties: JsonObject): string[] {
  return Object.entries(properties).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
}

/** Partially typed property names. */
export const namePieces: Readonly<Record<string, string>> = {
  'nothing typed': '▮',
  'half a name': 'l▮',
  'half a name after a quote': '"l▮',
  'half a name in quotes': '"l▮"',
  'empty quotes': '"▮"',
  'cursor before the rest of a name': '"l▮an"',
  'cursor after the quotes': '"lan"▮',
  'name and colon': '"l▮":',
  'name and colon without quotes': 'l▮:',
  'before a value': '"l▮": "x"',
  'before a value, without its closing quote': '"l▮: "x"',
  'before a value, without quotes': 'l▮: "x"',
  'before an object': '"l▮": {"x": [1]}',
};

/** Partially typed values. */
export const valuePieces: Readonly<Record<string, string>> = {
  'nothing typed': '▮',
  'half a value': 'f▮',
  'half a value after a quote': '"f▮',
  'half a value in quotes': '"f▮"',
  'empty quotes': '"▮"',
  'cursor before the rest of a value': '"f▮r"',
  'before a value': '▮"x"',
  'before a value, after a space': ' ▮ "x"',
  'in a literal': 'tr▮ue',
  'after a number': '1▮',
};
