// The encoded forms of a secret in output.

/**
 * A string in each form in which it can occur in output or files: as is, escaped, or encoded, alone or within a longer text.
 * @param {string} text
 * @returns {string[]}
 */
export function formsOf(text) {
  const bytes = Buffer.from(text);
  const escaped = [JSON.stringify(text).slice(1, -1), encodeURIComponent(text)];
  return [...new Set([text, ...escaped, bytes.toString('hex'), ...base64Within(bytes)])];
}

/**
 * The base64 encodings of bytes within a longer text: three, depending on the offset modulo 3. Characters at both ends that depend on
 * adjacent bytes are omitted.
 * @param {Buffer} bytes
 */
function base64Within(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const middle = encoded.slice(before === 0 ? 0 : before + 1, -1);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
