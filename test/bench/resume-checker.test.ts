import { describe, expect, it } from "@jest/globals";
import { check, type Delivery } from "../../bench/resume/checker.js";

const posted = ["a", "b", "c", "d"];
/** A log with these ideas in this order. */
const log = (ideas: string): Delivery[] => [...ideas].map((ideaId) => ({ cursor: `cursor of ${ideaId}`, ideaId }));

describe("the checker of what subscribers received", () => {
  it("finds nothing wrong when each received every idea once, in the order of the log", () => {
    expect(check(posted, [log("abcd"), log("abcd")])).toEqual({
      deliveries: 8,
      missing: 0,
      duplicated: 0,
      outOfOrder: 0,
      unknown: 0,
      findings: [],
    });
  });

  it("sees what never came: at the beginning, in the middle, at the end, or all of it", () => {
    for (const ideas of ["bcd", "abd", "abc"])
      expect(check(posted, [log("abcd"), log(ideas)])).toMatchObject({ missing: 1, duplicated: 0, outOfOrder: 0 });
    expect(check(posted, [log("abd")]).findings).toEqual(["subscriber 1 never got idea 3 of 4 (c)"]);
    expect(check(posted, [log("")])).toMatchObject({ deliveries: 0, missing: 4 });
  });

  it("sees what came twice, at once or later, and does not take it for out of order as well", () => {
    for (const ideas of ["aabcd", "abcda"])
      expect(check(posted, [log(ideas)])).toMatchObject({ deliveries: 5, missing: 0, duplicated: 1, outOfOrder: 0 });
    expect(check(posted, [log("abbcd")]).findings).toEqual(["subscriber 1 got idea 2 again (cursor cursor of b)"]);
  });

  it("sees what came after a later one", () => {
    expect(check(posted, [log("acbd")])).toMatchObject({ missing: 0, duplicated: 0, outOfOrder: 1 });
    expect(check(posted, [log("dabc")])).toMatchObject({ missing: 0, duplicated: 0, outOfOrder: 3 });
    expect(check(posted, [log("acbd")]).findings).toEqual(["subscriber 1 got idea 2 after 3 (cursor cursor of b)"]);
  });

  it("sees what is not in the log at all", () => {
    expect(check(posted, [log("abxcd")])).toMatchObject({ missing: 0, duplicated: 0, outOfOrder: 0, unknown: 1 });
  });

  it("counts all that is wrong and tells the first of it alone", () => {
    const many = Array.from({ length: 100 }, (_, n) => `idea-${n}`);
    const { missing, findings } = check(many, [[], []]);
    expect(missing).toBe(200);
    expect(findings).toHaveLength(20);
  });
});
