import { DateTime } from "luxon";

/** In which order people write the day, the month and the year with digits. */
export const dateOrders = ["dmy", "mdy", "ymd"] as const;

export type DateOrder = (typeof dateOrders)[number];

export interface DateReading {
  /** The zone of a local time, as IANA names it. */
  timeZone: string;
  dateOrder: DateOrder;
}

export interface ReadDate {
  at: DateTime;
  /** Whether no time stood there, so that it means the whole local day. */
  wholeDay: boolean;
  /** Whether day and month could be the other way round. */
  ambiguous: boolean;
  /** Whether the clocks show that time twice, as they go back that night; it is read as the first. */
  repeated: boolean;
}

interface Day {
  year: number;
  month: number;
  day: number;
  ambiguous?: boolean;
}

const time =
  /(?:[T ]+|, *| +(?:om|at|à) +)?(\d{1,2})(?:[:.uh](\d{2}))?(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?: *(am|pm|a\.m\.|p\.m\.))?(?: *u(?:ur)?| *h)?/;
const offset = /(?: *(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?(?:\[([A-Za-z_]+(?:\/[A-Za-z_+-]+)*)\])?/;
const clock = new RegExp(`^${time.source}${offset.source}$`, "i");
const basic = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Days since the end of 1899, as spreadsheets count them: those of the years 1954 to 2119. */
const serial = /^([2-7]\d{4})(?:[.,](\d+))?$/;
const weekday = /^(?:ma|di|wo|do|vr|za|zo|lu|me|je|ve|sa|mo|tu|we|th|fr|su)\p{L}*\.?,? +/iu;

/**
 * A date or a moment as people and programs write them: ISO 8601 in all its spellings, digits in the order given, months
 * by name in Dutch, French or English, and the numbers of spreadsheets. Null when it is none, or a day or an hour that
 * does not exist.
 */
export function readDate(text: string, reading: DateReading): ReadDate | null {
  const value = text.replace(/[\u00A0\u202F]/g, " ").trim();
  return ofSerial(value, reading) ?? ofBasic(value, reading) ?? ofDayAndTime(value.replace(weekday, ""), reading);
}

function ofSerial(value: string, reading: DateReading): ReadDate | null {
  const [, days, part] = serial.exec(value) ?? [];
  if (days === undefined) return null;
  const seconds = Math.round(Number(`0.${part ?? 0}`) * 86_400);
  const { year, month, day, hour, minute, second } = DateTime.utc(1899, 12, 30).plus({ days: Number(days), seconds });
  return built({ year, month, day }, seconds === 0 ? null : { hour, minute, second }, reading);
}

function ofBasic(value: string, reading: DateReading): ReadDate | null {
  const [, year, month, day, hour, minute, second, zone] = basic.exec(value) ?? [];
  if (year === undefined) return null;
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  if (hour === undefined) return built(parts, null, reading);
  return built(parts, { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), zone }, reading);
}

function ofDayAndTime(value: string, reading: DateReading): ReadDate | null {
  for (const [pattern, dayOf] of days) {
    const found = pattern.exec(value);
    const day = found && dayOf(found, reading.dateOrder);
    if (!found || !day) continue;
    const rest = value.slice(found[0].length).trim();
    if (rest === "" || rest === "Z") return built(day, null, reading);
    const at = clockOf(value.slice(found[0].length));
    return at && built(day, at, reading);
  }
  return null;
}

const days: [RegExp, (found: RegExpExecArray, order: DateOrder) => Day | null][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, ([, year, month, day]) => dayOf(year!, month!, day!)],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/, inOrder],
  [
    /^(\d{1,2})(?:er|e|de|ste|st|nd|rd|th)?\.?[ -]+(?:de |of )?(\p{L}+)\.?,?[ -]+(\d{4})(?!\d)/iu,
    ([, day, name, year]) => named(year!, name!, day!),
  ],
  [/^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu, ([, name, day, year]) => named(year!, name!, day!)],
];

const dayOf = (year: string, month: string, day: string): Day => ({
  year: year.length === 2 ? 2000 + Number(year) : Number(year),
  month: Number(month),
  day: Number(day),
});

function inOrder([, first, second, last]: RegExpExecArray, order: DateOrder): Day | null {
  if (order === "ymd" && last!.length === 2)
    return { ...dayOf(first!.padStart(2, "0"), second!, last!), ambiguous: true };
  const [day, month] = order === "mdy" ? [second!, first!] : [first!, second!];
  const ambiguous = first !== second && Number(first) <= 12 && Number(second) <= 12;
  return { ...dayOf(last!, month, day), ambiguous };
}

function named(year: string, name: string, day: string): Day | null {
  const month = months.get(folded(name));
  return month === undefined ? null : { ...dayOf(year, String(month), day) };
}

const folded = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The number of each month by its names and short names in the three languages, without accents. */
const months = new Map(
  ["nl", "fr", "en"].flatMap((language) =>
    (["long", "short"] as const).flatMap((style) => {
      const names = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, month): [string, number] => [
        folded(names.format(Date.UTC(2026, month, 1)).replace(".", "")),
        month + 1,
      ]);
    }),
  ),
);

interface Clock {
  hour: number;
  minute: number;
  second: number;
  zone?: string | undefined;
}

function clockOf(text: string): Clock | null {
  const [, hour, minute, second, half, zone, named] = clock.exec(text) ?? [];
  // A number alone is no time.
  if (hour === undefined || (minute === undefined && !/[uh]|[ap]\.?m/i.test(text))) return null;
  const afternoon = half?.toLowerCase().startsWith("p") ?? false;
  const twelve = half !== undefined && Number(hour) === 12;
  return {
    hour: Number(hour) + (afternoon ? 12 : 0) - (twelve ? 12 : 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    zone: zone ?? named,
  };
}

function built({ ambiguous = false, ...day }: Day, at: Clock | null, { timeZone }: DateReading): ReadDate | null {
  const { zone, ...clockTime } = at ?? { hour: 0, minute: 0, second: 0 };
  const moment = DateTime.fromObject({ ...day, ...clockTime }, { zone: zoneOf(zone) ?? timeZone });
  // An hour that the clocks skip comes back as another one.
  const exists = moment.isValid && (at === null || moment.hour === clockTime.hour || clockTime.hour === 24);
  // Beyond these years PostgreSQL and JavaScript write dates in ways that differ.
  if (!exists || day.year < 1000 || day.year > 9000) return null;
  const [first = moment, ...later] = moment.getPossibleOffsets();
  return { at: first, wholeDay: at === null, ambiguous, repeated: at !== null && later.length > 0 };
}

function zoneOf(zone: string | undefined): string | undefined {
  if (zone === undefined || zone.includes("/")) return zone;
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return "utc";
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return `UTC${sign}${hours}:${minutes ?? "00"}`;
}
