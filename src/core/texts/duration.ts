import type { Wording } from "./wording.js";

const minute = 60;
const hour = 3_600;

/** A number of seconds as people say it: in minutes from two minutes on, in hours from two hours on, rounded up. */
export function durationWording(seconds: number): Wording {
  if (seconds >= 2 * hour) {
    const hours = Math.ceil(seconds / hour);
    return { NL: `${hours} uur`, FR: `${hours} heures`, EN: `${hours} hours` };
  }
  if (seconds >= 2 * minute) {
    const minutes = Math.ceil(seconds / minute);
    return { NL: `${minutes} minuten`, FR: `${minutes} minutes`, EN: `${minutes} minutes` };
  }
  if (seconds === 1) return { NL: "1 seconde", FR: "1 seconde", EN: "1 second" };
  return { NL: `${seconds} seconden`, FR: `${seconds} secondes`, EN: `${seconds} seconds` };
}
