import * as l10n from '@vscode/l10n';
import { propertyOf, toJsonText } from '#language/syntax/json';
import { formatPointer } from '#language/secrets/redact';
import type { CreatePlan } from '../create/create';
import { isKept } from '../push/risk';
import { referenceText } from '#language/secrets/secrets';
import type { PullPlan, PushPlan, RiskReason, SecretStep } from '../model';
import {
  allNames,
  dottedPath,
  missingSentence,
  omittedSentence,
  sentenceAboutAll,
  sizeSentences,
  targetName,
} from './format';
import type { ValueChange } from '../content/changes';

/** Several names in a sentence. */
type ListNames = (names: readonly string[]) => string;

/** The question before a push. */
export interface Question {
  readonly title: string;
  /** Consequences, most severe first; one sentence each. */
  readonly details: readonly string[];
  /** The label of the button that writes. */
  readonly action: string;
}

/** The question before a push. Never contains values. `list`: how names are listed, all of them by default. */
export function describePush(plan: PushPlan, list: ListNames = allNames): Question {
  return {
    ...titleAndAction(plan),
    details: [
      ...plan.reasons.flatMap((reason) => sentencesFor(reason, plan, list)),
      ...sizeSentences(plan.changes),
    ],
  };
}

function titleAndAction(plan: PushPlan): Pick<Question, 'title' | 'action'> {
  const name = targetName(plan);
  if (plan.isRollback)
    return { title: l10n.t`Roll back the last push to ${name}?`, action: l10n.t('Roll Back') };
  const count = countEffects(plan);
  return count === 1
    ? { title: l10n.t`Push 1 change to ${name}?`, action: l10n.t('Push 1 Change') }
    : { title: l10n.t`Push ${count} changes to ${name}?`, action: l10n.t`Push ${count} Changes` };
}

/** The properties that a plan changes, all of them; no sentence where there are none. */
export function changedSentence({ changes }: { readonly changes: readonly ValueChange[] }): string[] {
  return changes.length > 0
    ? [l10n.t`Changes: ${allNames(changes.map(({ path }) => dottedPath(path)))}.`]
    : [];
}

/** The effects of creating an agent besides sending the file. Contains no values. */
export function describeCreation({ display, secrets }: CreatePlan): string[] {
  const project = propertyOf(display, 'project');
  const set = secretsSet(secrets);
  return [
    ...(project === undefined ? [] : [l10n.t`Project ID: ${toJsonText(project)}.`]),
    ...(set.length === 0 ? [] : [l10n.t`Sets secrets: ${allNames(set)}.`]),
  ];
}

export function describePull(plan: PullPlan): Question {
  const count = plan.changes.length;
  const name = targetName(plan);
  return {
    title:
      count === 1
        ? l10n.t`Pull 1 change from ${name} into the file?`
        : l10n.t`Pull ${count} changes from ${name} into the file?`,
    details: [
      ...sentenceAboutAll(plan.removedProperties, (names) => l10n.t`Removes from the file: ${names}.`),
      ...replacedSentence(plan),
      ...sizeSentences(plan.changes),
      ...omittedSentence(plan),
      ...missingSentence(plan),
    ],
    action: count === 1 ? l10n.t('Pull 1 Change') : l10n.t`Pull ${count} Changes`,
  };
}

/** What the first pull overwrites in a file that may contain local work. */
function replacedSentence({ replacedProperties }: PullPlan): string[] {
  return sentenceAboutAll(
    replacedProperties,
    (names) => l10n.t`Not synced on this machine yet. Overwrites in the file: ${names}.`,
  );
}

/** The number of properties and secrets that a push changes. */
export function countEffects({ changes, secrets }: PushPlan): number {
  return changes.length + secrets.filter(({ action }) => action !== 'keep').length;
}

function sentencesFor(reason: RiskReason, plan: PushPlan, list: ListNames): string[] {
  switch (reason) {
    case 'protected-project':
      return [l10n.t`${plan.projectName ?? ''} is a protected project. The push changes a live agent.`];
    case 'secret-clear':
      return [
        l10n.t`Permanently clears secrets: ${list(secretNames(plan, (step) => step.action === 'clear'))}.`,
      ];
    case 'overwrite':
      return [l10n.t`Overwrites remote changes: ${list(plan.overriddenProperties.map(formatPointer))}.`];
    case 'unproven-secret':
      return [l10n.t`May be cleared on Cekura: ${list(plan.unprovenSecrets.map(formatPointer))}.`];
    case 'unverifiable-secret':
      return [
        l10n.t`May be cleared on Cekura if a value is stored (Cekura doesn't report it): ${list(secretNames(plan, (step) => isKept(step, 'unverifiable')))}.`,
      ];
    case 'secret-resend':
      return [
        l10n.t`Sends ${list(plan.secrets.flatMap(resentFrom))} again, replacing any newer value on Cekura.`,
      ];
    case 'never-synced':
      return [
        l10n.t(
          'Not synced on this machine yet. Values in the file overwrite those on Cekura; others are kept.',
        ),
      ];
    case 'merge':
      return [
        l10n.t`Merges remote changes into the file: ${list(plan.incomingChanges.map(({ path }) => dottedPath(path)))}.`,
      ];
    case 'secret-set':
      return [l10n.t`Sets secrets: ${list(secretsSet(plan.secrets))}.`];
    case 'deletion':
      return [l10n.t`Clears: ${list(plan.clearedProperties.map(formatPointer))}.`];
    case 'routing':
      return [l10n.t`May route calls to a different agent: ${list(plan.routingChanges.map(formatPointer))}.`];
    case 'overwritten-by-cekura':
      return [
        l10n.t`Cekura may overwrite automatically: ${list(plan.overwrittenByCekura.map(formatPointer))}.`,
      ];
  }
}

function secretNames({ secrets }: PushPlan, matches: (step: SecretStep) => boolean): string[] {
  return secrets.filter(matches).map(({ path }) => dottedPath(path));
}

/** A secret that is sent again, and when it was last sent. */
function resentFrom(step: SecretStep): string[] {
  if (step.action !== 'keep' || step.guarantee !== 'resent') return [];
  const property = dottedPath(step.path);
  if (!step.sentAt) return [property];
  return [l10n.t`${property} (last sent on ${step.sentAt.toISOString().slice(0, 10)})`];
}

function secretsSet(secrets: readonly SecretStep[]): string[] {
  return secrets.flatMap((step) => (step.action === 'set' ? [setFrom(step)] : []));
}

/** A secret that is set, and where its value comes from. */
function setFrom({ path, source }: Extract<SecretStep, { action: 'set' }>): string {
  const property = dottedPath(path);
  switch (source.kind) {
    case 'reference':
      return l10n.t`${property} from ${referenceText(source.reference)}`;
    case 'literal':
      return l10n.t`${property} from the file`;
    case 'stored':
      return l10n.t`${property} from secret storage`;
    case 'entered':
      return l10n.t`${property} (entered now)`;
  }
}
