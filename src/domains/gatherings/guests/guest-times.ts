import type { Language } from "../../../core/texts/language.js";

/** When a gathering begins, as the clocks there show it: `donderdag 11 maart 2027 om 14:00 (Europe/Brussels)`. */
export const whenOf = ({ startsAt, timeZone }: { startsAt: Date; timeZone: string }, language: Language): string =>
  `${new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, { dateStyle: "full", timeStyle: "short", timeZone }).format(startsAt)} (${timeZone})`;
