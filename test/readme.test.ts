import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { projectRoot } from "../src/core/project-root.js";
import { ask } from "./support/app.js";
import { followed } from "./support/follow.js";
import { endPrograms, startIno } from "./support/process.js";

const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(([, text]) => text!.trim());
const shell = blocks("sh");
const graphql = blocks("graphql");
const scripts = (
  JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { scripts: Record<string, string> }
).scripts;

// The README's commands, run as it says, against a service of this test's own.
let dataDir: string;
let url: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "ino-readme-"));
  const service = startIno(["start"], { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" });
  url = (await service.prints(/GraphQL +(http:\/\/\S+)\/graphql/))[1]!;
});
afterAll(async () => {
  await endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (command: string) =>
  spawn("sh", ["-c", inFolders(command.replaceAll("http://127.0.0.1:4000", url))], {
    cwd: projectRoot,
    env: { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: "" },
    detached: true,
  });

/** A command with its files in this test's own folders. */
const inFolders = (command: string): string =>
  command
    .replaceAll("ino.tar.gz.age", `${dataDir}/ino.tar.gz.age`)
    .replaceAll(" data/", ` ${dataDir}/`)
    .replaceAll("./restored", `${dataDir}/restored`);

/** Waits for the pattern in what comes. */
async function prints(stream: Readable, pattern: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += (chunk as Buffer).toString("utf8");
    const found = pattern.exec(text);
    if (found) return found[0];
  }
  throw new Error(`It ended without printing ${pattern}:\n${text}`);
}

async function run(command: string): Promise<{ code: number; output: string }> {
  const child = start(command);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

describe("the README", () => {
  it("names commands that are executed here, or are what runs this test", () => {
    expect(shell.map((command) => command.split("\n")[0])).toEqual([
      "npm ci && npm start",
      "curl -s http://127.0.0.1:4000/graphql -H 'content-type: application/json' \\",
      "curl -s http://127.0.0.1:4000/calendar/network.ics",
      "npm run tail -- --url http://127.0.0.1:4000 --kinds IDEA,QUESTION",
      "npm run import -- demo",
      "npm run import -- examples/list --dry-run",
      "npm run import -- examples/list --guess --ignore-unknown --report data/bad.csv",
      "npm run invite -- --source list --dry-run",
      "npm run token -- lotte.peeters@demo.example ORGANISER",
      "npm run train",
      'TOKEN="$(bin/ino.js token lotte.peeters@demo.example)"',
      "npm run doctor",
      "npm run migrate",
      "npm run backup -- ino.tar.gz.age",
      "npm run restore -- --check ino.tar.gz.age",
      'DATA_DIR=./restored BACKUP_KEY="$(cat data/backup-key)" npm run restore -- --erasures data/erasures.log ino.tar.gz.age',
      "npm test",
    ]);
    expect(scripts.start).toMatch(/ bin\/ino\.js start$/);
    expect(readFileSync(join(projectRoot, ".ci/run"), "utf8")).toMatch(/^npm ci\nnpm test$/m);
  });

  it("asks by curl, or as curl would where there is none", async () => {
    const command = shell[1]!;
    const { code, output } = await run(command);
    // 127: the shell knows no curl.
    const answer =
      code === 127
        ? await ask(url, (JSON.parse(/-d '(.*)'/.exec(command)![1]!) as { query: string }).query)
        : (JSON.parse(output) as { data: { ideas: { nodes: object[] } } });
    expect(answer.data.ideas.nodes).toHaveLength(3);
  });

  it("reads a calendar", async () => {
    const { code, output } = await run(shell[2]!);
    const calendar = code === 127 ? await (await fetch(`${url}/calendar/network.ics`)).text() : output;
    expect(calendar.match(/^BEGIN:VEVENT/gm)!.length).toBeGreaterThan(3);
  });

  it("imports, again and again, beside a running service", async () => {
    const { code, output } = await run(shell[4]!);
    expect([code, output]).toEqual([0, expect.stringMatching(/^12 files +\d+ +0 +0 +\d+ +0 +0$/m)]);
  });

  it("leads from an Excel list to invited members", async () => {
    const looked = await run(shell[5]!);
    expect(looked.code).toBe(1);
    expect(looked.output).toContain("Leden.xlsx: is taken for members.csv");
    expect(looked.output).toMatch(/takes "Voornaam" as first_name/);
    expect(looked.output).toMatch(/the column "Dieet" is unknown/);
    expect(looked.output).toMatch(/^Leden\.xlsx +5 +4 +0 +0 +0 +1$/m);

    const imported = await run(shell[6]!);
    expect(imported).toMatchObject({ code: 1, output: expect.stringMatching(/^Leden\.xlsx +5 +4 +0 +0 +0 +1$/m) });
    const report = join(dataDir, "bad.csv");
    const again = /^Mend the bad rows in .*: (ino import .*)$/m.exec(imported.output)![1]!;
    writeFileSync(
      report,
      readFileSync(report, "utf8").replace(/benoit\.lecomte(?=[;,])/, "benoit.lecomte@agence-du-sud.example"),
    );
    expect(await run(again.replace("ino", "bin/ino.js"))).toMatchObject({ code: 0 });

    expect(await run(shell[7]!)).toEqual({ code: 0, output: expect.stringMatching(/^To invite: 5\. Nothing/m) });
  });

  it("prints a token with which its queries work", async () => {
    const { code, output } = await run(shell[8]!);
    expect(code).toBe(0);
    const token = output.trim().split("\n").at(-1)!;
    const [signIn, suggestions] = graphql;
    const signedIn = await ask(url, signIn!);
    expect(signedIn.data.signIn).toMatchObject({ session: { accessToken: expect.any(String) }, userErrors: [] });
    const answer = await ask(url, suggestions!, {}, token);
    expect(answer.data.viewer.suggestedCollaborators).toHaveLength(10);
    expect((await ask(url, "{ viewer { roles } }", {}, token)).data.viewer.roles).toEqual(["MEMBER", "ORGANISER"]);
  });

  it("watches new ideas", async () => {
    const { liveCursor } = (await ask(url, "{ liveCursor }")).data;
    const token = (await ask(url, graphql[0]!)).data.signIn.session.accessToken as string;
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(client, graphql[2]!, { after: liveCursor });
    const post = `mutation { postIdea(input: {kind: IDEA, title: "Deelfietsen", body: "…", themes: ["mobiliteit"]}) { userErrors { message } } }`;
    expect((await ask(url, post, {}, token)).data.postIdea.userErrors).toEqual([]);
    expect((await live.has(1))[0]!.ideaPosted.idea.title).toBe("Deelfietsen");
    await client.dispose();
  });

  it("prints new ideas on a terminal, until Ctrl+C", async () => {
    const token = (await ask(url, graphql[0]!)).data.signIn.session.accessToken as string;
    const child = start(shell[3]!);
    const exit = once(child, "close");
    await prints(child.stderr, /^Watching /m);
    await ask(
      url,
      `mutation { postIdea(input: {kind: QUESTION, title: "Wie weet raad?", body: "…", themes: ["mobiliteit"]}) { userErrors { message } } }`,
      {},
      token,
    );
    expect(await prints(child.stdout, /^\d\d:.*$/m)).toMatch(/QUESTION Wie weet raad\? · Lotte Peeters · mobiliteit$/);
    const ending = prints(child.stderr, /^Go on from here with --since \S+$/m);
    // The whole group, as a terminal does.
    process.kill(-child.pid!, "SIGINT");
    await ending;
    await exit;
  });

  it("learns a ranking, beside a running service", async () => {
    const { code, output } = await run(shell[9]!);
    expect([code, output]).toEqual([0, expect.stringMatching(/^Version 1: suggestions are ranked by \S+$/m)]);
  });

  it("keeps a token in a variable of the shell, which has nothing else", async () => {
    const { code, output } = await run(`${shell[10]!} && printf %s "$TOKEN"`);
    expect([code, output]).toEqual([0, expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+$/)]);
  });

  it("checks the installation, beside a running service", async () => {
    const { code, output } = await run(shell[11]!);
    expect([code, output]).toEqual([0, expect.stringMatching(/^ok +migrations +all \d+ are applied$/m)]);
  });

  it("migrates", async () => {
    expect(await run(shell[12]!)).toEqual({
      code: 0,
      output: expect.stringContaining("The embedded database is up to date."),
    });
  });

  it("backs up beside a running service", async () => {
    expect(await run(shell[13]!)).toEqual({
      code: 0,
      output: expect.stringMatching(/tables with \d+ rows[^]*backup-key alone: store a copy/),
    });
  });

  it("verifies a backup beside a running service", async () => {
    expect(await run(shell[14]!)).toEqual({ code: 0, output: expect.stringContaining("nothing was written") });
  });

  it("restores a backup into another folder, and the network is there", async () => {
    expect(await run(shell[15]!)).toEqual({ code: 0, output: expect.stringMatching(/Restored in [\d.]+ s/) });
    const restored = startIno(["start"], { DATA_DIR: join(dataDir, "restored"), PORT: "0", LOG_LEVEL: "warn" });
    const restoredUrl = (await restored.prints(/GraphQL +(http:\/\/\S+)\/graphql/))[1]!;
    const members = async (at: string): Promise<unknown> => (await ask(at, "{ members { totalCount } }")).data;
    expect(await members(restoredUrl)).toEqual(await members(url));
  });
});
