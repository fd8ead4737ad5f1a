import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgent } from '#language/syntax/document';

/** The number of parsed files of one kind, and the names of those with an unexpected result. */
export interface Conformance {
  readonly files: number;
  readonly unexpected: readonly string[];
}

/**
 * Parses the files of https://github.com/nst/JSONTestSuite. `y_` files are valid JSON and must have no syntax error, `n_` files are
 * invalid and must have one. A parser may decide on `i_` files: it must not throw.
 * @param folder the suite's `test_parsing`
 */
export function runJsonTestSuite(folder: string): ReadonlyMap<string, Conformance> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    ['y', 'n', 'i'].map((kind) => {
      const files = names.filter((name) => name.startsWith(`${kind}_`));
      const unexpected = files.filter((name) => {
        const isValid = isValidJson(new TextDecoder().decode(readFileSync(join(folder, name))));
        return kind === 'y' ? !isValid : kind === 'n' && isValid;
      });
      return [kind, { files: files.length, unexpected }];
    }),
  );
}

function isValidJson(text: string): boolean {
  const { root, syntaxErrors, exceededLimit } = parseAgent(text);
  return root !== undefined && syntaxErrors.length === 0 && exceededLimit === undefined;
}
