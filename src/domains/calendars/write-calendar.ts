import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency, type ICalEventData } from "ical-generator";
import type { Language } from "../../core/texts/language.js";
import { GatheringStatus } from "../gatherings/gathering.enums.js";
import { spanOf } from "../gatherings/gathering-span.js";
import type { CalendarGathering } from "./calendar-gathering.js";
import { calendarWording, type CalendarWords } from "./calendar.wording.js";

/** How often programs should read a feed again. */
const refreshSeconds = 3_600;

export interface Calendar {
  /** What programs call it; null for a single gathering, which goes into a calendar that has a name. */
  name: string | null;
  language: Language;
  gatherings: readonly CalendarGathering[];
}

/** A calendar in the format of RFC 5545; `pageOf` is the address of the page of a gathering. */
export function writeCalendar({ name, language, gatherings }: Calendar, pageOf: (id: string) => string): string {
  const words = calendarWording[language];
  const calendar = ical({
    prodId: { company: "InnovatieNetwerk Overheid", product: "INO", language },
    method: ICalCalendarMethod.PUBLISH,
    // The library escapes what is in events alone.
    ...(name !== null && { name: escaped(name), ttl: refreshSeconds }),
  });
  for (const gathering of gatherings) calendar.createEvent(eventOf(gathering, words, pageOf(gathering.id)));
  return `${calendar.toString()}\r\n`;
}

function eventOf(gathering: CalendarGathering, words: CalendarWords, page: string): ICalEventData {
  const { id, title, version, changedAt, status, isWaiting } = gathering;
  const isCancelled = status === GatheringStatus.CANCELLED;
  const place = placeOf(gathering, words);
  return {
    id,
    ...spanOf(gathering),
    summary: title,
    // 0 at first, as the versions of gatherings begin with 1.
    sequence: version - 1,
    stamp: changedAt,
    lastModified: changedAt,
    status: isCancelled ? ICalEventStatus.CANCELLED : isWaiting ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    transparency: isCancelled || isWaiting ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...(place !== null && { location: place }),
    description: descriptionOf(gathering, words, page),
    url: page,
  };
}

/** Where one goes; for who may have it, the address for joining, which calendars make a link of. */
function placeOf({ placeName, placeAddress, isOnline, onlineUrl }: CalendarGathering, { online }: CalendarWords) {
  const place = [placeName, placeAddress].filter((part) => part !== null);
  if (place.length > 0) return place.join("\n");
  return isOnline ? (onlineUrl ?? online) : null;
}

function descriptionOf(gathering: CalendarGathering, words: CalendarWords, page: string): string {
  const { status, reason, isWaiting, isOnline, onlineUrl, description } = gathering;
  const notes = [
    ...(status === GatheringStatus.CANCELLED ? [words.cancelled, reason] : []),
    isWaiting ? words.waiting : null,
    onlineUrl !== null ? `${words.join} ${onlineUrl}` : isOnline ? words.online : null,
  ];
  const paragraphs = [notes.filter((note) => note !== null).join("\n"), description ?? "", page];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/[\r\n]+/g, " ");
