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
