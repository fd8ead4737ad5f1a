const userInfo = /^([a-z][a-z\d+.-]*:(?:\/\/)?)[^/?#@\s]*:[^/?#\s]*@/i;

/** Whether an address names a password, as `https://user:password@host` does. */
export function hasCredentials(url: string): boolean {
  return userInfo.test(url);
}

/** The address without user and password. */
export function withoutCredentials(url: string): string {
  return url.replace(userInfo, '$1');
}

/**
 * An address with the scheme that belongs there: `schemes` says which one takes the place of which, `usual` goes in front
 * of a bare host. undefined where the text is no address.
 */
export function withScheme(
  url: string,
  schemes: Readonly<Record<string, string>>,
  usual: string,
): string | undefined {
  const [, scheme, rest = ''] = /^(?:([a-z]+):)?(?:\/\/)?(.*)$/i.exec(url.trim()) ?? [];
  if (!/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?$/.test(rest)) return undefined;
  const wanted = scheme === undefined ? usual : schemes[scheme.toLowerCase()];
  return wanted === undefined ? undefined : `${wanted}://${rest}`;
}
