// How a secret could look where it got out.

/**
 * A text in each form in which it could travel or be stored, alone or in the middle of more: as it is, escaped, encoded.
 * @param {string} text
 * @returns {string[]}
 */
export function formsOf(text) {
  const bytes = Buffer.from(text);
  const escaped = [JSON.stringify(text).slice(1, -1), encodeURIComponent(text)];
  return [...new Set([text, ...escaped, bytes.toString('hex'), ...base64Within(bytes)])];
}

/**
 * How bytes look within longer base64: of three ways, by where they begin. What hangs on neighbours at both ends is left out.
 * @param {Buffer} bytes
 */
function base64Within(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const own = encoded.slice(before === 0 ? 0 : before + 1, -1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
