import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { builders } from "../support/builders.js";
import { endPrograms, startIno, type ServiceProcess } from "../support/process.js";
import { restartable, type Restartable } from "../support/restartable.js";

let service: Restartable;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  service = await restartable();
  build = builders(service.other.services.database.source.manager);
  const broader = await build.buildTheme("mobiliteit");
  await build.buildTheme("fietsen", { broaderId: broader.id });
});
afterAll(async () => {
  await endPrograms();
  await service.end();
});

const tail = (...args: string[]): ServiceProcess => startIno(["tail", "--url", service.app().url, ...args], {});
const watching = async (...args: string[]): Promise<ServiceProcess> => {
  const program = tail("--since", await cursor(), ...args);
  await program.prints(/^Watching ws:/m);
  return program;
};
const cursor = async (): Promise<string> => (await service.other.ask("{ liveCursor }")).data.liveCursor;
/** The lines of ideas, without their times. */
const lines = ({ output }: ServiceProcess): string[] =>
  [...output().matchAll(/^\d\d:\d\d:\d\d (.*)$/gm)].map(([, line]) => line!);
const interrupted = async (program: ServiceProcess): Promise<number | NodeJS.Signals> => {
  program.child.kill("SIGINT");
  return program.exit;
};

describe("ino tail", () => {
  it("prints a line for each idea, without colours where there is no terminal; Ctrl+C ends it well", async () => {
    const program = await watching();
    await service.post("Deelfietsen", { themes: ["fietsen"] });
    await service.post("Wie doet mee?", { kind: "QUESTION" });
    await program.prints(/Wie doet mee/);
    expect(lines(program)).toEqual(["IDEA     Deelfietsen · Ada · fietsen", "QUESTION Wie doet mee? · Ada"]);
    expect(await interrupted(program)).toBe(0);
    expect(program.output()).not.toContain("\x1b");
  });

  it("prints those of the kinds and themes asked for alone", async () => {
    const program = await watching("--kinds", "question, showcase", "--themes", "mobiliteit");
    await service.post("niet", { themes: ["fietsen"] });
    await service.post("ook niet", { kind: "QUESTION" });
    await service.post("wel", { kind: "QUESTION", themes: ["fietsen"] });
    await service.post("ook", { kind: "SHOWCASE", themes: ["mobiliteit"] });
    await program.prints(/ook ·/);
    expect(lines(program)).toEqual(["QUESTION wel · Ada · fietsen", "SHOWCASE ook · Ada · mobiliteit"]);
    await interrupted(program);
  });

  it("misses nothing and repeats nothing while the service restarts, before its first idea too", async () => {
    const program = tail();
    await program.prints(/^Watching ws:/m);
    await service.stop();
    await program.prints(/^Connection lost .*; trying again\.$/m);
    await service.post("een");
    await service.start();
    await program.prints(/^Connected again\.$/m);
    await service.post("twee");
    await program.prints(/twee/);
    await service.stop();
    await service.post("drie");
    await service.start();
    await service.post("vier");
    await program.prints(/vier/);
    expect(lines(program)).toEqual(["een", "twee", "drie", "vier"].map((title) => `IDEA     ${title} · Ada`));
    expect(program.output().match(/^Connection lost/gm)).toHaveLength(2);
    await interrupted(program);
  });

  it("goes on after a fault of the service, as it does after SLOW_CONSUMER", async () => {
    const program = await watching();
    const { source } = service.other.services.database;
    await service.post("een");
    await program.prints(/een/);
    await source.query("ALTER TABLE idea_theme RENAME TO idea_theme_away");
    try {
      await source.query(`WITH posted AS (
        INSERT INTO idea (id, kind, title, body, author_id, posted_at)
        SELECT gen_random_uuid(), 'IDEA', 'twee', 'b', author_id, now() FROM idea LIMIT 1 RETURNING id, author_id)
        INSERT INTO event (kind, subject_id, data)
        SELECT 'idea.posted', id, jsonb_build_object('authorId', author_id::text, 'kind', 'IDEA', 'themeIds', '[]'::jsonb) FROM posted`);
      await program.prints(/^Connection lost .*it was logged/m);
    } finally {
      await source.query("ALTER TABLE idea_theme_away RENAME TO idea_theme");
    }
    await service.post("drie");
    await program.prints(/drie/);
    expect(lines(program)).toEqual(["een", "twee", "drie"].map((title) => `IDEA     ${title} · Ada`));
    await interrupted(program);
  });

  it("tells at its end how to go on from there, and does so", async () => {
    const first = await watching();
    await service.post("een");
    await first.prints(/een/);
    await interrupted(first);
    const [, since] = /^Go on from here with --since (\S+)$/m.exec(first.output())!;
    await service.post("twee");
    const second = tail("--since", since!);
    await second.prints(/twee/);
    expect(lines(second)).toEqual(["IDEA     twee · Ada"]);
    await interrupted(second);
  });

  it.each([
    [
      "a cursor that is none",
      ["--since", "x"],
      /^--since is not a cursor of this stream: leave it out to begin now\.$/m,
    ],
    ["an unknown theme", ["--themes", "bestaat-niet"], /^There is no theme "bestaat-niet": take slugs/m],
    ["an unknown kind", ["--kinds", "WISH"], /"WISH".* does not exist in "IdeaKind" enum/m],
    ["a token that is none", ["--token", "x"], /^The access token is not valid, or not any more: print another/m],
    ["an option that is none", ["--colour"], /^Usage: ino tail/m],
    [
      "an address that is none",
      ["--url", "127.0.0.1:4000"],
      /^127.0.0.1:4000 is not the address of a service: .*http:/m,
    ],
  ])("ends with what to do about %s", async (_what, args, told) => {
    const program = tail(...args);
    expect([await program.exit, program.output()]).toEqual([1, expect.stringMatching(told)]);
  });

  it("ends when its token has been revoked, with where to go on", async () => {
    const token = await service.other.tokenOf((await build.buildMember()).id);
    const program = await watching("--token", token);
    await service.other.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, token);
    expect(await program.exit).toBe(1);
    expect(program.output()).toMatch(/^The access token is not valid, .*\nGo on from here with --since \S+$/m);
  });
});
