import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { describeWith } from "../support/installed.js";

let url: string;
beforeAll(async () => {
  url = await newDatabaseUrl();
});
afterAll(() => dropDatabase(url));

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    const end = once(child, "close");
    child.kill("SIGTERM");
    await end;
  }
  running.clear();
});

const program = join(projectRoot, "bin/ino.js");

/** Starts the service, and gives what it printed on each stream until the pattern was there. */
async function started(
  [command, ...args]: [string, ...string[]],
  env: Record<string, string>,
  pattern: RegExp,
): Promise<{ out: string; err: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, DATABASE_URL: url, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const text = { out: "", err: "" };
  await new Promise<void>((resolve, reject) => {
    const keep = (stream: "out" | "err") => (chunk: Buffer) => {
      text[stream] += chunk.toString("utf8");
      if (pattern.test(text.out + text.err)) resolve();
    };
    child.stdout.on("data", keep("out"));
    child.stderr.on("data", keep("err"));
    child.once("close", () => reject(new Error(`It ended:\n${text.out}\n${text.err}`)));
  });
  return text;
}
const production = {
  NODE_ENV: "production",
  AUTH_SECRET: "c0ffee5a9d1b47e2860f3d94ab7e1502fd6c38a7e92b4d10",
  SMTP_URL: "smtp://127.0.0.1:1",
  DRAIN_SECONDS: "0",
};
const jsonOf = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("ino start without a terminal", () => {
  it("prints lines of JSON alone on standard output, and what is for people on standard error", async () => {
    const { out, err } = await started([process.execPath, program, "start"], {}, /Try +\{/);
    expect(jsonOf(out).at(-1)).toMatchObject({
      msg: expect.stringMatching(/^ready: GraphQL http:\/\/127\.0\.0\.1:\d+\/graphql$/),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(err).toMatch(/^\nThe INO network service is ready\.\n {2}GraphQL +http/);
  });

  it("prints nothing else in production", async () => {
    const { out, err } = await started([process.execPath, program, "start"], production, /"ready: /);
    expect(jsonOf(out).length).toBeGreaterThan(0);
    expect(err).toBe("");
  });
});

describeWith(["script"], "ino start in a terminal", ({ script }) => {
  it("prints few lines for people, with colours, and where it is", async () => {
    const command = `${process.execPath} ${program} start`;
    const { out } = await started([script, "-qec", command, "/dev/null"], { TERM: "xterm" }, /Try +\{/);
    expect(out).toContain("\x1b[32mINFO\x1b[39m");
    expect(out).toContain("The INO network service is ready.");
    expect(out).not.toContain('"msg"');
    expect(out.split("\n").length).toBeLessThan(20);
  });
});
