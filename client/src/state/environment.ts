/** The environment variable `name`. Own properties only: a file may name anything, such as `constructor`. */
export function environmentVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
