import { markup, type Markup } from "../../../core/pages/markup.js";
import { Language } from "../../../core/texts/language.js";
import { spanOf } from "../gathering-span.js";
import type { Gathering } from "../gathering.entity.js";

const homeZone = "Europe/Brussels";
const dayMs = 86_400_000;

/** When a gathering is, on the clocks where it is held, which are named where they are not those of Belgium. */
export function whenOf(gathering: Gathering, language: Language): Markup {
  const { start, allDay } = spanOf(gathering);
  const datetime = allDay ? start.toISOString().slice(0, 10) : start.toISOString();
  return markup`<time datetime="${datetime}">${whenIn(gathering, language)}</time>`;
}

/** The same in words. */
export function whenIn(gathering: Gathering, language: Language): string {
  const { start, end, allDay } = spanOf(gathering);
  const { timeZone, endsAt } = gathering;
  if (allDay) {
    // Both are dates in UTC, and the last day is before the end.
    const days = formatOf(language, { dateStyle: "full", timeZone: "UTC" });
    return days.formatRange(start, new Date(end.getTime() - dayMs));
  }
  const words =
    endsAt === null
      ? momentOf(start, timeZone, language)
      : formatOf(language, { dateStyle: "full", timeStyle: "short", timeZone }).formatRange(start, endsAt);
  return timeZone === homeZone ? words : `${words} (${timeZone})`;
}

/** A moment on the clocks of a zone. */
export const momentOf = (moment: Date, timeZone: string, language: Language): string =>
  formatOf(language, { dateStyle: "full", timeStyle: "short", timeZone }).format(moment);

const formatOf = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === Language.EN ? "en-GB" : `${language.toLowerCase()}-BE`, options);
