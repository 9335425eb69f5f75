import { DateTime } from "luxon";
import { RRuleTemporal } from "rrule-temporal";
import { InputProblem, type InvalidInput } from "../../../core/texts/input-problem.js";
import { recurrenceWording } from "./recurrence.wording.js";

export const maxOccurrences = 200;
const maxLength = 500;
/** How many days or periods without an occurrence are tried; a rule that matches nothing ends then. */
const maxIterations = 2_000;

const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const parts = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"];

export interface Occurrences {
  /** The rule in its one form: without a name and in upper case. */
  rule: string;
  /** How many days after the first occurrence each begins, at the same local time; the first is 0. */
  days: number[];
}

/**
 * The occurrences of a rule of recurrence (RFC 5545, section 3.3.10) that begins at this local time,
 * `2027-03-11T14:00`, in a time zone. What is wrong with it when it has no end, more than 200 occurrences, fewer than two,
 * or does not begin then.
 */
export function occurrencesOf(text: string, start: string, timeZone: string): Occurrences | InvalidInput {
  const rule = text
    .trim()
    .replace(/^RRULE:/i, "")
    .toUpperCase();
  if (text.length > maxLength || !/^[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rule)) return invalidRule;
  const values = new Map(rule.split(";").map((part) => part.split("=") as [string, string]));
  if (values.size !== rule.split(";").length || [...values.keys()].some((name) => !parts.includes(name)))
    return invalidRule;
  if (!frequencies.includes(values.get("FREQ") ?? "")) return invalidRule;
  if (["COUNT", "INTERVAL"].some((name) => values.has(name) && !/^[1-9]\d{0,5}$/.test(values.get(name)!)))
    return invalidRule;
  if (values.has("COUNT") === values.has("UNTIL"))
    return { problem: InputProblem.NOT_ALLOWED, wording: recurrenceWording.withoutEnd };
  const begin = DateTime.fromISO(start, { zone: "utc" });
  const starts = expanded(withLocalUntil(rule, timeZone), begin);
  if (starts === null) return invalidRule;
  if (starts.length > maxOccurrences)
    return { problem: InputProblem.TOO_MANY, wording: recurrenceWording.tooMany(maxOccurrences) };
  if (starts.length < 2) return { problem: InputProblem.OUT_OF_RANGE, wording: recurrenceWording.tooFew };
  const days = starts.map((at) => Math.round(at.diff(begin, "days").days));
  if (days[0] !== 0)
    return { problem: InputProblem.NOT_ALLOWED, wording: recurrenceWording.startsOtherwise(starts[0]!.toISODate()!) };
  return { rule, days };
}

/** In local time, as if the clocks never changed: one more than may be at most; null when the rule is none. */
function expanded(rule: string, begin: DateTime): DateTime[] | null {
  try {
    const found = new RRuleTemporal({
      rruleString: `DTSTART:${begin.toFormat("yyyyLLdd'T'HHmmss'Z'")}\nRRULE:${rule}`,
      maxIterations,
    }).all((_, index) => index <= maxOccurrences);
    return found.map(({ epochMilliseconds }) => DateTime.fromMillis(epochMilliseconds, { zone: "utc" }));
  } catch {
    return null;
  }
}

/** An end in UTC as the same moment by the clocks of the zone; an end that is a day is the end of that day. */
const withLocalUntil = (rule: string, timeZone: string): string =>
  rule.replace(/UNTIL=(\d{8})(?:T(\d{6})(Z?))?/, (_, day: string, time: string | undefined, utc: string) => {
    if (time === undefined) return `UNTIL=${day}T235959Z`;
    if (utc === "") return `UNTIL=${day}T${time}Z`;
    const moment = DateTime.fromFormat(`${day}${time}`, "yyyyLLddHHmmss", { zone: "utc" }).setZone(timeZone);
    return moment.isValid ? `UNTIL=${moment.toFormat("yyyyLLdd'T'HHmmss")}Z` : `UNTIL=${day}`;
  });

const invalidRule: InvalidInput = { problem: InputProblem.INVALID_FORMAT, wording: recurrenceWording.form };
