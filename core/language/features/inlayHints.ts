import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent, AnnotatedNode } from '../annotate';
import { jsonAt, allowedValues } from '../agentValues';
import { type Span, endOf, touches } from '../syntax/document';
import { distinctLabel } from '../schema/summary';
import { toPointer } from '../syntax/json';
import { isPlaceholder } from '../diagnostics/strings';
import type { PropertySchema } from '../schema/schema';

/** A label shown after a value. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** Labels of values in a range: names of languages and models, stored secrets, placeholders. */
export function inlayHintsOf(agent: AnnotatedAgent, range: Span): InlayHint[] {
  const flags = flagsOfSecrets(agent.schema.root);
  const nodes = agent.nodes.filter(({ value }) => value && touches(value, range));
  return nodes.flatMap((node) => {
    const label = placeholderLabel(node) ?? valueLabel(agent, node) ?? storedSecret(agent, node, flags);
    return node.value && label ? [{ offset: offsetAfter(agent, node.value), label }] : [];
  });
}

/** After the comma, if there is one: a label between value and comma looks like text of the file. */
function offsetAfter({ document }: AnnotatedAgent, value: Span): number {
  const end = endOf(value);
  return document.text.charAt(end) === ',' ? end + 1 : end;
}

function placeholderLabel({ path, value }: AnnotatedNode): string | undefined {
  return value?.type === 'string' && isPlaceholder(path.at(-1), String(value.value))
    ? l10n.t('placeholder')
    : undefined;
}

/** The label of an enum value, if it differs from the value. */
function valueLabel(agent: AnnotatedAgent, { value, schema }: AnnotatedNode): string | undefined {
  if (!schema || value?.type !== 'string') return undefined;
  const current = String(value.value);
  const enumValue = allowedValues(schema, agent.options).find((candidate) => candidate.value === current);
  return enumValue && distinctLabel(enumValue);
}

function storedSecret(
  agent: AnnotatedAgent,
  { path }: AnnotatedNode,
  flags: ReadonlySet<string>,
): string | undefined {
  const flag = toPointer(path);
  return flags.has(flag) && jsonAt(agent, flag) === true ? l10n.t('stored on Cekura') : undefined;
}

/** Pointers of the flags that show whether Cekura has stored a secret. */
function flagsOfSecrets(property: PropertySchema): Set<string> {
  const children = [...property.properties.values()];
  return new Set(
    children.flatMap((child) => [
      ...(child.configuredFlag === undefined ? [] : [child.configuredFlag]),
      ...flagsOfSecrets(child),
    ]),
  );
}
