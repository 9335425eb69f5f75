import { createRequire } from "node:module";
import { relative } from "node:path";

// Jest's own, of the version that runs.
const jest = createRequire(createRequire(import.meta.url).resolve("jest"));
const { default: Sequencer } = createRequire(jest.resolve("@jest/core"))("@jest/test-sequencer");

/** The files that take longest, so that none of them is begun when everything else is done. Any order is right; this one is quick. */
const longest = [
  "test/rights/rights.test.ts",
  "test/database/embedded/embedded-postgres.test.ts",
  "test/service.test.ts",
  "test/production/service.test.ts",
  "test/privacy/erasure.test.ts",
  "test/readme.test.ts",
  "test/budget/cost-budget.test.ts",
  "test/import/many-rows.test.ts",
];

/** Without a cache Jest goes by the size of the files, which says little of the time that they take. */
export default class LongOnesFirst extends Sequencer {
  async sort(tests) {
    const place = ({ path, context }) => {
      const index = longest.indexOf(relative(context.config.rootDir, path));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(tests)).sort((one, other) => place(one) - place(other));
  }
}
