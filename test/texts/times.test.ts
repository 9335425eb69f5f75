import { describe, expect, it } from "@jest/globals";
import { durationWording } from "../../src/core/texts/duration.js";
import { Language } from "../../src/core/texts/language.js";
import { localDate, localDateTime } from "../../src/core/texts/local-time.js";

describe("a duration in words", () => {
  it.each([
    [1, "1 seconde", "1 seconde", "1 second"],
    [2, "2 seconden", "2 secondes", "2 seconds"],
    [119, "119 seconden", "119 secondes", "119 seconds"],
    [120, "2 minuten", "2 minutes", "2 minutes"],
    [121, "3 minuten", "3 minutes", "3 minutes"],
    [7_199, "120 minuten", "120 minutes", "120 minutes"],
    [7_200, "2 uur", "2 heures", "2 hours"],
    [7_201, "3 uur", "3 heures", "3 hours"],
    [86_400, "24 uur", "24 heures", "24 hours"],
  ])("of %p seconds is %p, rounded up", (seconds, NL, FR, EN) => {
    expect(durationWording(seconds)).toEqual({ NL, FR, EN });
  });
});

describe("a moment in words", () => {
  it.each([
    [Language.NL, "1 februari 2027", "1 februari 2027 om 00:30"],
    [Language.FR, "1 février 2027", "1 février 2027 à 00:30"],
    [Language.EN, "1 February 2027", "1 February 2027 at 00:30"],
  ])("is that of the clocks in Belgium, in %p", (language, date, dateTime) => {
    const moment = new Date("2027-01-31T23:30:00Z");
    expect([localDate(moment, language), localDateTime(moment, language)]).toEqual([date, dateTime]);
  });
});
