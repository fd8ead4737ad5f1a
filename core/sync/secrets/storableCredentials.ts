import { parseAgent } from '#language/syntax/document';
import { type TextEdit, editAgent } from '#language/syntax/edit';
import { suggestedReference } from '#language/codeActions/placeholders';
import { type JsonObject, fromPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { type SecretReference, isMask, referenceText } from '#language/secrets/secrets';

/** A credential for secret storage, and the reference that replaces it in the file. */
export interface StorableCredential {
  readonly pointer: string;
  readonly value: string;
  readonly reference: SecretReference;
}

/** Credentials that are not written to a file, and those that can be stored. */
export interface PlaintextCredentials {
  readonly remote: JsonObject;
  /** Pointers of the credentials. */
  readonly omittedSecrets: readonly string[];
}

/**
 * Secrets to store so that a file can refer to credentials that the server returns in plain text. Names are unique and not in `usedNames`,
 * because an existing secret may belong to another file.
 */
export function storableCredentials(
  schema: AgentSchema,
  { remote, omittedSecrets }: PlaintextCredentials,
  usedNames: readonly string[],
): StorableCredential[] {
  const names = new Set(usedNames);
  return omittedSecrets.flatMap((pointer) => {
    const path = fromPointer(pointer);
    const value = valueAt(remote, path);
    if (typeof value !== 'string' || value === '' || isMask(value)) return [];
    const name = freeName(suggestedReference(schema, path, 'secret').name, names);
    names.add(name);
    return [{ pointer, value, reference: { source: 'secret', name } }];
  });
}

/** The edits that write a reference for each into the file. */
export function referenceEdits(text: string, credentials: readonly StorableCredential[]): TextEdit[] {
  return editAgent(
    parseAgent(text),
    credentials.map(({ pointer, reference }) => ({
      path: fromPointer(pointer),
      value: referenceText(reference),
    })),
  );
}

/** `suggestion`, with a number appended if it is not unique. */
export function freeName(suggestion: string, usedNames: ReadonlySet<string>): string {
  if (!usedNames.has(suggestion)) return suggestion;
  for (let count = 2; ; count++) {
    const name = `${suggestion}_${count}`;
    if (!usedNames.has(name)) return name;
  }
}
