const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** `21 November 2026 at 20:59 (UTC)`; text that is not a time stays as it is. */
export function dateTime(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : `${format.format(at)} (UTC)`;
}

/** A period for a narrow column: its label, or `ratings of 2024` where the label is not how anyone would say it. */
export const shortPeriod = ({ period, kind }: { period: string; kind: string }): string => (kind === 'rating-year' ? `ratings of ${period.slice(-4)}` : period);
