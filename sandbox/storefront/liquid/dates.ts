/**
 * The named formats of the `date` and `time_tag` filters, in the reader's language,
 * https://shopify.dev/docs/api/liquid/filters/date#date-format
 */
const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  abbreviated_date: { dateStyle: 'medium' },
  basic: { dateStyle: 'short' },
  date: { dateStyle: 'long' },
  date_at_time: { dateStyle: 'long', timeStyle: 'short' },
  default: { dateStyle: 'full', timeStyle: 'short' },
  on_date: { dateStyle: 'long' },
};

/**
 * Formats a moment by the name of a format.
 * @returns undefined when there is no such format or the value is not a date
 */
export function formatDate(
  value: unknown,
  format: string,
  locale: string,
  timeZone: string,
): string | undefined {
  const options = FORMATS[format];
  const moment = new Date(String(value));
  if (!options || Number.isNaN(moment.getTime())) return undefined;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(moment);
}
