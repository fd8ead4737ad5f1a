/** Editors escape differently (`(` or `%28`, `c:` or `c%3A`); one file has one form here. */
export function inOneForm(uri: string): string {
  // Most hold nothing that is ever escaped.
  if (/^[\w.~:/-]*$/.test(uri)) return uri;
  try {
    return uri.split('/').map(escapedOnce).join('/');
  } catch {
    // Escaped in a way that means nothing.
    return uri;
  }
}

/** What stands for itself in a path as much as in `encodeURIComponent`: RFC 3986, "pchar". */
const plain = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

function escapedOnce(part: string): string {
  return encodeURIComponent(decodeURIComponent(part)).replace(plain, decodeURIComponent);
}
