import type { Language } from "./language.js";

const timeZone = "Europe/Brussels";

/** Making one takes longer than formatting with it; there are as many as languages, zones and forms in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, format: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, format]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, format);
  formatters.set(key, made);
  return made;
}

const formatted = (moment: Date, language: Language, format: Intl.DateTimeFormatOptions): string =>
  formatter(language, { ...format, timeZone }).format(moment);

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
  const day = formatter(language, { dateStyle: "full", timeZone: zone });
  const whole = formatter(language, { dateStyle: "full", timeStyle: "short", timeZone: zone });
  const time = formatter(language, { timeStyle: "short", timeZone: zone });
  const isSameDay = endsAt !== null && day.format(startsAt) === day.format(endsAt);
  const end = endsAt === null ? "" : ` – ${(isSameDay ? time : whole).format(endsAt)}`;
  return `${whole.format(startsAt)}${end}${zone === timeZone ? "" : ` (${zone})`}`;
}
