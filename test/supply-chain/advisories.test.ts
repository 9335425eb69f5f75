import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

/** What the registry of this test answers to a request for advisories. */
let answer: { status: number; body: unknown };
let registry: Server;
let cache: string;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), "ino-advisories-"));
  registry = createServer((request, response) => {
    request.resume();
    const isBulk = request.url === "/-/npm/v1/security/advisories/bulk";
    response.writeHead(isBulk ? answer.status : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(isBulk ? answer.body : {}));
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
});
afterAll(() => {
  registry.close();
  rmSync(cache, { recursive: true });
});

async function check(...args: string[]) {
  const { port } = registry.address() as AddressInfo;
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: cache };
  const child = spawn(process.execPath, [join(projectRoot, ".ci/advisories.js"), ...args], { cwd: projectRoot, env });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

/** npm keeps what it made of an advisory by its id. */
const advisory = (id: number, severity: string) => ({
  fastify: [{ id, url: "", title: "A fault", severity, vulnerable_versions: "<=999.0.0", cwe: [], cvss: { score: 9 } }],
});

describe("the check of advisories", () => {
  it("fails when a production dependency has one of severity high", async () => {
    answer = { status: 200, body: advisory(1, "high") };
    const { code, output } = await check();
    expect([code, output]).toEqual([1, expect.stringMatching(/high: fastify\n.* [1-9]\d* high or critical\.\n$/s)]);
  });

  it("names a lesser one and passes", async () => {
    answer = { status: 200, body: advisory(2, "low") };
    const { code, output } = await check();
    expect([code, output]).toEqual([0, expect.stringMatching(/low: fastify\n.* 0 high or critical\.\n$/s)]);
  });

  it("tells how much it compared when there is none", async () => {
    answer = { status: 200, body: {} };
    const { code, output } = await check();
    expect([code, output]).toEqual([0, expect.stringMatching(/^advisories: checked \d{3} .*: 0 found/)]);
  });

  it("never passes for a check when the registry has no advisories", async () => {
    answer = { status: 405, body: {} };
    expect(await check()).toEqual({ code: 0, output: expect.stringMatching(/^advisories: NOT CHECKED: .*405/) });
    expect(await check("--required")).toMatchObject({ code: 2 });
  });
});
