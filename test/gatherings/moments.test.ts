import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { endIn, endOf } from "../../src/domains/gatherings/gathering-end.js";
import { momentOf } from "../../src/domains/gatherings/scheduling/moment.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { builders } from "../support/builders.js";

const read = (text: string, timeZone = "Europe/Brussels"): string => {
  const moment = momentOf(text, timeZone);
  return moment instanceof Date ? moment.toISOString() : `${moment.problem}: ${moment.wording.EN}`;
};

describe("a moment", () => {
  it("without an offset is what the clocks of the time zone show, in winter and in summer", () => {
    expect(read("2027-01-15T14:00")).toBe("2027-01-15T13:00:00.000Z");
    expect(read("2027-07-15T14:00")).toBe("2027-07-15T12:00:00.000Z");
    expect(read("2027-07-15T14:00:05.5", "America/New_York")).toBe("2027-07-15T18:00:05.500Z");
  });

  it("with an offset is that moment, whatever the time zone", () => {
    expect(read("2027-07-15T14:00Z")).toBe("2027-07-15T14:00:00.000Z");
    expect(read(" 2027-07-15T14:00-03:30 ")).toBe("2027-07-15T17:30:00.000Z");
  });

  it("of an hour that the clocks skip is refused with the next one that there is", () => {
    expect(read("2027-03-28T02:30")).toMatch(/^OUT_OF_RANGE: .*skip.*03:30/);
    expect(read("2027-03-28T01:59")).toBe("2027-03-28T00:59:00.000Z");
    expect(read("2027-03-28T03:00")).toBe("2027-03-28T01:00:00.000Z");
  });

  it("of an hour that the clocks show twice is refused unless an offset says which", () => {
    expect(read("2027-10-31T02:30")).toMatch(/^NOT_ALLOWED: .*\+02:00.*\+01:00/);
    expect(read("2027-10-31T02:30+02:00")).toBe("2027-10-31T00:30:00.000Z");
    expect(read("2027-10-31T02:30+01:00")).toBe("2027-10-31T01:30:00.000Z");
    expect(read("2027-10-31T03:00")).toBe("2027-10-31T02:00:00.000Z");
  });

  it.each(["2027-02-30T10:00", "2027-13-01T10:00", "2027-01-01T25:00"])("that does not exist is refused: %s", (text) =>
    expect(read(text)).toMatch(/^INVALID_FORMAT: .*does not exist/),
  );

  it.each([
    "",
    "morgen",
    "2027-01-01",
    "10:00",
    "2027-01-01 10:00",
    "27-01-01T10:00",
    "2027-01-01T10:00[Europe/Gent]",
    "2027-01-01T10:00+15:00",
  ])("of another form is refused: %s", (text) =>
    expect(read(text)).toMatch(/^INVALID_FORMAT: must be a date and a time/),
  );
});

describe("the end of a gathering", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ["that has one", "2027-03-28T10:00:00Z", "2027-03-29T10:00:00Z", "Europe/Brussels", "2027-03-29T10:00:00.000Z"],
    ["of a day without an end", "2027-06-01T10:00:00Z", null, "Europe/Brussels", "2027-06-01T22:00:00.000Z"],
    ["of the day of 23 hours", "2027-03-27T23:30:00Z", null, "Europe/Brussels", "2027-03-28T22:00:00.000Z"],
    ["of the day of 25 hours", "2027-10-30T22:30:00Z", null, "Europe/Brussels", "2027-10-31T23:00:00.000Z"],
    ["that begins at midnight", "2027-06-01T22:00:00Z", null, "Europe/Brussels", "2027-06-02T22:00:00.000Z"],
    ["in another zone", "2027-06-01T22:00:00Z", null, "Pacific/Auckland", "2027-06-02T12:00:00.000Z"],
  ])("%s is the same in the service and in the database", async (_, start, end, timeZone, expected) => {
    const times = { startsAt: new Date(start), endsAt: end === null ? null : new Date(end), timeZone };
    const { id } = await builders(database.database.source.manager).buildGathering(times);
    const [row] = await database.database.query<{ end: Date }>(
      sql`SELECT ${endIn(sql`e`)} AS end FROM gathering e WHERE id = ${id}`,
    );
    expect([endOf(times).toISOString(), row!.end.toISOString()]).toEqual([expected, expected]);
  });
});
