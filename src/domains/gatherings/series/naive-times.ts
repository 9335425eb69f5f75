import { DateTime } from "luxon";
import { momentOf } from "../scheduling/moment.js";
import { timeFields } from "../scheduling/gathering-times.js";
import type { GivenGathering } from "../scheduling/scheduling.validation.js";

/** A local time without its zone, as if the clocks never changed, so that one can be added to another. */
export const localOf = (moment: Date, timeZone: string): DateTime =>
  DateTime.fromJSDate(moment, { zone: timeZone }).setZone("utc", { keepLocalTime: true });

/** The local time of a text that `momentOf` can read; null when it cannot. */
export function localOfText(text: string, timeZone: string): DateTime | null {
  const moment = momentOf(text, timeZone);
  return moment instanceof Date ? localOf(moment, timeZone) : null;
}

/** `2027-03-11T14:00:00`, as `momentOf` reads it. */
export const textOf = (local: DateTime): string => local.toFormat("yyyy-LL-dd'T'HH:mm:ss.SSS");

/**
 * What is given of one gathering of a series, as it is given of another that begins at `start` where the first begins at
 * `from`: times keep their distance on the clocks. Times that cannot be read stay, for the errors of the first.
 */
export function shifted(given: GivenGathering, timeZone: string, from: DateTime, start: DateTime): GivenGathering {
  const times = timeFields.map((field) => {
    const text = given[field];
    const local = typeof text === "string" ? localOfText(text, timeZone) : null;
    return [field, local === null ? text : textOf(start.plus(local.diff(from)))] as const;
  });
  return { ...given, ...Object.fromEntries(times.filter(([, text]) => text !== undefined)) };
}
