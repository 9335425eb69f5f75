import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { projectRoot } from "../src/project-root.js";
import { ask } from "./support/app.js";
import { followed } from "./support/follow.js";
import { endPrograms, startProgram } from "./support/process.js";

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
  const service = startProgram("main.js", [], { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" });
  url = (await service.prints(/GraphQL +(http:\/\/\S+)\/graphql/))[1]!;
});
afterAll(async () => {
  await endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

async function run(command: string): Promise<{ code: number; output: string }> {
  const child = spawn("sh", ["-c", command.replaceAll("http://127.0.0.1:4000", url)], {
    cwd: projectRoot,
    env: { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: "" },
  });
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
      "npm run import -- demo",
      "npm run token -- lotte.peeters@demo.example ORGANISER",
      "npm run train",
      "npm run migrate",
      "npm test",
    ]);
    expect(scripts.start).toContain("dist/src/main.js");
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

  it("imports, again and again, beside a running service", async () => {
    const { code, output } = await run(shell[2]!);
    expect([code, output]).toEqual([0, expect.stringMatching(/9 files: \d+ rows, 0 added, \d+ unchanged, 0 bad/)]);
  });

  it("prints a token with which its queries work", async () => {
    const { code, output } = await run(shell[3]!);
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

  it("learns a ranking, beside a running service", async () => {
    const { code, output } = await run(shell[4]!);
    expect([code, output]).toEqual([0, expect.stringMatching(/^Version 1: suggestions are ranked by \S+$/m)]);
  });

  it("migrates", async () => {
    expect(await run(shell[5]!)).toEqual({
      code: 0,
      output: expect.stringContaining("The embedded database is up to date."),
    });
  });
});
