import type { Language } from "./language.js";

const timeZone = "Europe/Brussels";

const formatted = (moment: Date, language: Language, format: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, { ...format, timeZone }).format(moment);

/** The date in Belgium: `29 november 2026`. */
export const localDate = (moment: Date, language: Language): string =>
  formatted(moment, language, { dateStyle: "long" });

/** The date and time in Belgium: `29 november 2026 om 14:30`. */
export const localDateTime = (moment: Date, language: Language): string =>
  formatted(moment, language, { dateStyle: "long", timeStyle: "short" });

/**
 * When something begins and ends, on the clocks of its place: `maandag 29 november 2026 om 14:30 – 16:00`. A zone other than
 * Belgium's is named.
 */
export function localTimes(
  { startsAt, endsAt, timeZone: zone }: { startsAt: Date; endsAt: Date | null; timeZone: string },
  language: Language,
): string {
  const locale = `${language.toLowerCase()}-BE`;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: zone });
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone });
  const isSameDay = endsAt !== null && day.format(startsAt) === day.format(endsAt);
  const end = endsAt === null ? "" : ` – ${(isSameDay ? time : whole).format(endsAt)}`;
  return `${whole.format(startsAt)}${end}${zone === timeZone ? "" : ` (${zone})`}`;
}
