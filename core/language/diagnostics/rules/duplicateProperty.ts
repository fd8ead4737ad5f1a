import * as l10n from '@vscode/l10n';
import { type SyntaxNode, keyOf, propertyName as nameIn, propertiesOf, spanOf } from '../../syntax/document';
import type { Path } from '../../syntax/json';
import { displayPath } from '../messages';
import type { Report, Rule } from '../problem';

/** A property that occurs again later in the same object: JSON parsers use the last occurrence. */
export const duplicateProperty: Rule = {
  id: 'duplicate-property',
  severity: 'warning',
  *check(agent) {
    for (const node of agent.objects) {
      const properties = propertiesOf(node.value);
      if (properties.length > 1 && new Set(properties.map(nameIn)).size < properties.length)
        yield* duplicatesIn(properties, node.path);
    }
  },
};

function* duplicatesIn(properties: readonly SyntaxNode[], path: Path): Generator<Report> {
  const lastOf = new Map<unknown, SyntaxNode>();
  for (const property of properties) {
    const key = keyOf(property);
    if (key) lastOf.set(key.value, key);
  }
  for (const property of properties) {
    const key = keyOf(property);
    const last = lastOf.get(key?.value);
    if (!key || !last || last === key) continue;
    const propertyPath = [...path, String(key.value)];
    yield {
      span: spanOf(key),
      path: propertyPath,
      message: l10n.t`Duplicate property "${displayPath(propertyPath)}". The last occurrence is used.`,
      related: [{ span: spanOf(last), message: l10n.t('This occurrence is used.') }],
      unnecessary: true,
      fix: { kind: 'remove-duplicate' },
    };
  }
}
