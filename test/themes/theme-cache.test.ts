import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { ThemeCache } from "../../src/domains/themes/theme-cache.js";
import { builders } from "../support/builders.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
let theme: Theme;
beforeAll(async () => {
  test = await testDatabase();
  theme = await builders(test.database.source.manager).buildTheme("wonen");
});
afterAll(() => test.drop());

/** A vocabulary with a clock of the test's own, and how often it had to read a theme for itself. */
function vocabulary() {
  const clock = { ms: 0, reads: 0 };
  const themes = new ThemeCache(test.database, pino({ level: "silent" }), () => clock.ms);
  const slugOf = async (id: string) => {
    const found = await themes.theme(id, (known) => {
      clock.reads++;
      return test.database.source.manager.findOneBy("theme", { id: known }) as Promise<Theme | null>;
    });
    return found && `${found.slug}${found.archived ? ", archived" : ""}`;
  };
  return { clock, slugOf };
}

describe("the vocabulary", () => {
  it("keeps a theme that was read in memory", async () => {
    const { clock, slugOf } = vocabulary();
    expect(await slugOf(theme.id)).toBe("wonen");
    expect(await slugOf(theme.id)).toBe("wonen");
    expect(clock.reads).toBe(1);
  });

  it("asks again for what was not there", async () => {
    const { slugOf } = vocabulary();
    const id = "01890000-0000-7000-8000-000000000000";
    expect(await slugOf(id)).toBeNull();
    await builders(test.database.source.manager).buildTheme("later", { id });
    expect(await slugOf(id)).toBe("later");
  });

  it("shows within five minutes what an operator changes", async () => {
    const { clock, slugOf } = vocabulary();
    await slugOf(theme.id);
    await test.database.source.manager.update("theme", { id: theme.id }, { archived: true });
    expect(await slugOf(theme.id)).toBe("wonen");
    clock.ms = 300_001;
    expect(await slugOf(theme.id)).toBe("wonen, archived");
  });
});
