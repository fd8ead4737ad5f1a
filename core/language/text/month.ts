import * as l10n from '@vscode/l10n';

const monthNames: readonly (() => string)[] = [
  () => l10n.t('January'),
  () => l10n.t('February'),
  () => l10n.t('March'),
  () => l10n.t('April'),
  () => l10n.t('May'),
  () => l10n.t('June'),
  () => l10n.t('July'),
  () => l10n.t('August'),
  () => l10n.t('September'),
  () => l10n.t('October'),
  () => l10n.t('November'),
  () => l10n.t('December'),
];

/** `2026-06-08` → `June 2026`. Throws if the date has another format. */
export function monthOf(isoDate: string): string {
  const [, year, month] = /^(\d{4})-(\d{2})-\d{2}$/.exec(isoDate) ?? [];
  const name = monthNames[Number(month) - 1];
  if (year === undefined || !name) throw new Error(`Not an ISO date: ${isoDate}`);
  return l10n.t`${name()} ${year}`;
}
