import { describe, expect, it } from "@jest/globals";
import { DateTime } from "luxon";
import { occurrencesOf } from "../../src/domains/gatherings/series/recurrence.js";

/** The days of a rule that begins on 11 March 2027, a Thursday, at 14:00 in Brussels; or what is wrong with it. */
const read = (rule: string, start = "2027-03-11T14:00:00.000"): string[] | string => {
  const found = occurrencesOf(rule, start, "Europe/Brussels");
  if ("problem" in found) return `${found.problem}: ${found.wording.EN}`;
  return found.days.map((days) => DateTime.fromISO(start, { zone: "utc" }).plus({ days }).toISODate()!);
};

describe("a rule of recurrence", () => {
  it.each([
    ["each week", "FREQ=WEEKLY;COUNT=3", ["2027-03-11", "2027-03-18", "2027-03-25"]],
    ["the second Thursday of the month", "FREQ=MONTHLY;BYDAY=2TH;COUNT=3", ["2027-03-11", "2027-04-08", "2027-05-13"]],
    [
      "the last working day of the month",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
      ["2027-03-31", "2027-04-30"],
      "2027-03-31T14:00",
    ],
    [
      "every other week on two days",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,FR;COUNT=4",
      ["2027-03-11", "2027-03-12", "2027-03-25", "2027-03-26"],
    ],
    ["each year", "FREQ=YEARLY;COUNT=2", ["2027-03-11", "2028-03-11"]],
    ["with the name of the property, in any letter case", "rrule:freq=daily;count=2", ["2027-03-11", "2027-03-12"]],
    ["until a day, which counts", "FREQ=WEEKLY;UNTIL=20270325", ["2027-03-11", "2027-03-18", "2027-03-25"]],
    // 13:00 by UTC is 14:00 in Brussels in winter, when the third begins.
    ["until a moment by UTC", "FREQ=WEEKLY;UNTIL=20270325T130000Z", ["2027-03-11", "2027-03-18", "2027-03-25"]],
    ["until a moment by UTC before that", "FREQ=WEEKLY;UNTIL=20270325T125959Z", ["2027-03-11", "2027-03-18"]],
    ["until a local moment", "FREQ=WEEKLY;UNTIL=20270325T135959", ["2027-03-11", "2027-03-18"]],
  ])("%s", (_, rule, days, start = "2027-03-11T14:00") => {
    expect(read(rule, start)).toEqual(days);
  });

  it("gives the rule in its one form", () => {
    expect(occurrencesOf(" RRULE:freq=daily;count=2 ", "2027-03-11T14:00", "Europe/Brussels")).toMatchObject({
      rule: "FREQ=DAILY;COUNT=2",
    });
  });

  it.each([
    ["without an end", "FREQ=WEEKLY", /^NOT_ALLOWED: .*COUNT.*UNTIL/],
    ["with two ends", "FREQ=WEEKLY;COUNT=2;UNTIL=20270401", /^NOT_ALLOWED/],
    ["of more than 200", "FREQ=DAILY;COUNT=201", /^TOO_MANY: .*200/],
    ["of more than 200 until a day", "FREQ=DAILY;UNTIL=20280301", /^TOO_MANY/],
    ["of one", "FREQ=DAILY;COUNT=1", /^OUT_OF_RANGE: .*two/],
    ["that ends before it begins", "FREQ=DAILY;UNTIL=20270301", /^OUT_OF_RANGE/],
    ["that begins on another day", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", /^NOT_ALLOWED: .*startsAt.*2027-03-15/],
    ["that is none", "elke week", /^INVALID_FORMAT: .*RFC 5545/],
    ["that is empty", "", /^INVALID_FORMAT/],
    ["by the hour", "FREQ=HOURLY;COUNT=3", /^INVALID_FORMAT/],
    ["with a part that there is not", "FREQ=DAILY;FOO=1;COUNT=3", /^INVALID_FORMAT/],
    ["with a part twice", "FREQ=DAILY;COUNT=3;COUNT=4", /^INVALID_FORMAT/],
    ["with a number that is none", "FREQ=DAILY;COUNT=veel", /^INVALID_FORMAT/],
    ["with an interval of nothing", "FREQ=DAILY;INTERVAL=0;COUNT=3", /^INVALID_FORMAT/],
    ["with another property after it", "FREQ=DAILY;COUNT=3\nEXDATE:20270312T140000", /^INVALID_FORMAT/],
    ["of a day that never comes", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", /^INVALID_FORMAT/],
    ["until a day that there is not", "FREQ=DAILY;UNTIL=20271399", /^INVALID_FORMAT|^OUT_OF_RANGE/],
    ["of more than 500 characters", `FREQ=DAILY;COUNT=3;BYMONTHDAY=${"1,".repeat(300)}1`, /^INVALID_FORMAT/],
  ])("%s is refused with the remedy", (_, rule, error) => {
    expect(read(rule)).toMatch(error);
  });
});
