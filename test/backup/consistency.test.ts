import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { Backups } from "./backups.js";

const backups = new Backups();
let app: TestApp;
beforeAll(async () => {
  await backups.begin();
  app = await testApp();
});
afterAll(async () => {
  await app.end();
  await backups.remove();
});

describe("while members write", () => {
  it("a backup is of one moment: with all that was acknowledged before it, and nothing without what it refers to; restoring it disturbs nobody", async () => {
    const build = builders(app.services.database.source.manager);
    const theme = await build.buildTheme();
    // A table between that of the events and that of the ideas, so that much is written while it is copied.
    const filling = new pg.Client(app.databaseUrl);
    await filling.connect();
    await filling.query(`
      INSERT INTO forgotten_identity (identity_hash, forgotten_at)
      SELECT sha256(n::text::bytea), now() FROM generate_series(1, 30000) AS n`);
    await filling.end();
    const tokens = await Promise.all(
      Array.from({ length: 2 }, async () => app.tokenOf((await build.buildMember()).id)),
    );
    const acknowledged: string[] = [];
    let stopped = false;
    const failures: unknown[] = [];
    const write = async (token: string): Promise<void> => {
      while (!stopped) {
        const posted = await app.ask(
          `mutation { postIdea(input: {kind: IDEA, title: "Onder last", body: "…", themes: ["${theme.slug}"]}) { idea { id } userErrors { code } } }`,
          {},
          token,
        );
        const id = posted.data?.postIdea.idea?.id as string | undefined;
        // On a machine with much else to do, a statement may take too long by itself.
        if (posted.errors?.[0]?.extensions.code === "UNAVAILABLE") continue;
        if (id === undefined) failures.push(posted.errors ?? posted.data);
        else {
          acknowledged.push(id);
          await app.ask(
            `mutation { commentOnIdea(input: {ideaId: "${id}", body: "Ja."}) { userErrors { code } } }`,
            {},
            token,
          );
        }
      }
    };
    const writers = tokens.map(write);
    while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = [...acknowledged];
    const backUpAndRestore = async () => {
      const file = await backups.of(app.databaseUrl);
      const during = acknowledged.length;
      const url = await backups.restored(file);
      return { during, url, after: acknowledged.length };
    };
    const { during, url, after } = await backUpAndRestore().finally(async () => {
      stopped = true;
      await Promise.all(writers);
    });
    expect(failures).toEqual([]);
    // The service went on, during the backup and during the restore.
    expect(during).toBeGreaterThan(before.length);
    expect(after).toBeGreaterThan(during);
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<{ ideas: string[]; events: string[]; orphans: number; past: boolean }>(`
      SELECT (SELECT array_agg(id::text) FROM idea) AS ideas,
        (SELECT array_agg(subject_id::text) FROM event WHERE kind = 'idea.posted') AS events,
        (SELECT count(*) FROM comment LEFT JOIN idea ON idea.id = idea_id WHERE idea.id IS NULL)::int
          + (SELECT count(*) FROM idea_theme LEFT JOIN idea ON idea.id = idea_id WHERE idea.id IS NULL)::int AS orphans,
        (SELECT last_value FROM event_position) >= (SELECT max(position) FROM event) AS past`);
    await client.end();
    const { ideas, events, orphans, past } = rows[0]!;
    expect(ideas).toEqual(expect.arrayContaining(before));
    // An idea and its event were committed together.
    expect([...events].sort()).toEqual([...ideas].sort());
    expect([orphans, past]).toEqual([0, true]);
  }, 240_000);
});
