import type { PushPlan, RiskReason } from '#sync/model';

/** Risks that `--allow` permits individually. */
export const allowances = [
  'clear-secret',
  'overwrite',
  'protected-project',
  'shared-prompt',
  'unproven-secrets',
] as const;
export type Allowance = (typeof allowances)[number];

export interface Permissions {
  readonly yes: boolean;
  readonly allow: readonly Allowance[];
}

const allowanceFor: Readonly<Partial<Record<RiskReason, Allowance>>> = {
  'secret-clear': 'clear-secret',
  'protected-project': 'protected-project',
  overwrite: 'overwrite',
  'secret-resend': 'overwrite',
  'unproven-secret': 'unproven-secrets',
  'unverifiable-secret': 'unproven-secrets',
};

/** The command-line options that a push requires; none for a push of low risk. */
export function requiredOptions({ reasons }: Pick<PushPlan, 'reasons'>): string[] {
  const allowed = new Set(reasons.flatMap((reason) => allowanceFor[reason] ?? []));
  const needsYes = reasons.some((reason) => allowanceFor[reason] === undefined);
  return [...(needsYes ? ['--yes'] : []), ...Array.from(allowed, (allowance) => `--allow ${allowance}`)];
}

export function missingOptions(plan: Pick<PushPlan, 'reasons'>, { yes, allow }: Permissions): string[] {
  const options = new Set<string>([
    ...(yes ? ['--yes'] : []),
    ...allow.map((allowance) => `--allow ${allowance}`),
  ]);
  return requiredOptions(plan).filter((option) => !options.has(option));
}
