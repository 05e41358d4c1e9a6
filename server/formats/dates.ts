const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** `21 November 2026 at 20:59 (UTC)`; text that is not a time stays as it is. */
export function dateTime(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : `${format.format(at)} (UTC)`;
}
