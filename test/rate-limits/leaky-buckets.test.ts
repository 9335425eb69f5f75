import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { addDrops } from "../../src/core/rate-limits/leaky-buckets.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

it("a bucket holds as many drops as came, whenever within a millisecond they fall", async () => {
  for (let n = 0; n < 50; n++) {
    const [bucket] = [{ key: `bucket ${n}`, size: 3, periodMs: 3 * 86_400_000 }];
    for (const level of [1, 2, 3])
      expect(await addDrops(test.database, [bucket])).toMatchObject([{ level, overflowed: false }]);
    expect(await addDrops(test.database, [bucket])).toMatchObject([{ level: 3, overflowed: true }]);
  }
});
