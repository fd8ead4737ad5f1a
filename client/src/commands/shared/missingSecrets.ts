import * as l10n from '@vscode/l10n';
import { formatPointer } from '#language/secrets/redact';
import type { BlockCause, MissingReference } from '#sync/model';
import { actionButton } from '../../ui/errorBoundary';
import type { Button } from '../../ui/notify';
import { type Outcome, continued } from '../../ui/outcome';
import { enterSecrets } from '../../ui/secretInput';
import type { Services } from './services';

/** The unset references that the user can set here, which excludes environment variables. */
export function enterableReferences(causes: readonly BlockCause[]): readonly MissingReference[] {
  return causes.flatMap((cause) =>
    cause.kind === 'missing-reference' && cause.reference.source === 'secret' ? [cause] : [],
  );
}

/** Asks for the values of all of them at once and stores them. Asks only once for a repeated name. */
export async function enterMissingSecrets(
  { secrets, api }: Pick<Services, 'secrets' | 'api'>,
  missing: readonly MissingReference[],
): Promise<void> {
  const { origin } = api.address;
  const byName = new Map(missing.map((cause) => [cause.reference.name, cause]));
  const prompts = [...byName].map(([name, { pointer }]) => ({
    key: name,
    title: l10n.t`Value for ${formatPointer(pointer)}`,
  }));
  const values = await enterSecrets(prompts);
  for (const [name, value] of values) await secrets.storeNamed(origin, name, value);
  for (const { pointer, reference } of missing) await secrets.approve(origin, pointer, reference);
}

/** A button that asks for the missing secrets and continues with what required them; none if they can't be entered. */
export function enterSecretsButton(
  services: Services,
  causes: readonly BlockCause[],
  retry: () => Thenable<unknown>,
): Button[] {
  const missing = enterableReferences(causes);
  if (missing.length === 0) return [];
  const label = missing.length === 1 ? l10n.t('Set Secret…') : l10n.t('Set Secrets…');
  const enterAndRetry = async (): Promise<Outcome> => {
    await enterMissingSecrets(services, missing);
    await retry();
    return continued;
  };
  return [actionButton(services.log, label, enterAndRetry)];
}
