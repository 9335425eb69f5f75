import { DateTime, IANAZone } from "luxon";
import { InputProblem, type InvalidInput } from "../../../core/texts/input-problem.js";
import { momentWording } from "./moment.wording.js";

/** A date and a time by ISO 8601, with an offset from UTC or without one. */
const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

const problem = (kind: InputProblem, wording: InvalidInput["wording"]): InvalidInput => ({ problem: kind, wording });

export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name) && name.length <= 100;

/**
 * The moment of a text: with an offset, that moment; without one, when the clocks of the time zone show it. What is
 * wrong with it when it has another form, does not exist, as the clocks skip it, or exists twice, as they go back.
 */
export function momentOf(text: string, timeZone: string): Date | InvalidInput {
  const [, local, offset] = form.exec(text.trim()) ?? [];
  if (local === undefined) return problem(InputProblem.INVALID_FORMAT, momentWording.form);
  if (offset !== undefined) {
    const moment = DateTime.fromISO(`${local}${offset}`);
    return moment.isValid ? moment.toJSDate() : problem(InputProblem.INVALID_FORMAT, momentWording.noSuchTime);
  }
  const moment = DateTime.fromISO(local, { zone: timeZone });
  if (!moment.isValid) return problem(InputProblem.INVALID_FORMAT, momentWording.noSuchTime);
  // Of an hour that the clocks skip comes a moment with another time.
  if (DateTime.fromISO(local, { zone: "utc" }).toFormat(shown) !== moment.toFormat(shown))
    return problem(InputProblem.OUT_OF_RANGE, momentWording.skipped(moment.toFormat("HH:mm")));
  const possible = moment.getPossibleOffsets();
  if (possible.length > 1) {
    const offsets = possible.map((one) => `\`${one.toFormat("ZZ")}\``).join(" / ");
    return problem(InputProblem.NOT_ALLOWED, momentWording.repeated(offsets));
  }
  return moment.toJSDate();
}

const shown = "yyyy-MM-dd HH:mm:ss.SSS";
