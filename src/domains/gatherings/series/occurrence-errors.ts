import type { DateTime } from "luxon";
import { PlainUserError, Rejection } from "../../../core/errors/user-error.js";
import type { Wording } from "../../../core/texts/wording.js";

/**
 * What `work` does for one gathering of a series; errors in its input are errors of the field `field`, with the day on
 * which it begins.
 */
export async function onOccurrence<T>(start: DateTime, field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Rejection) || !error.has("INVALID_INPUT")) throw error;
    const [first] = error.userErrors;
    const wording = onDay(start.toISODate()!, first!.wording);
    throw new Rejection([new PlainUserError("INVALID_INPUT", wording, ["input", field], first!.problem)]);
  }
}

const onDay = (day: string, { NL, FR, EN }: Wording): Wording => ({
  NL: `kan niet op ${day}: ${NL}`,
  FR: `est impossible le ${day} : ${FR}`,
  EN: `is not possible on ${day}: ${EN}`,
});
