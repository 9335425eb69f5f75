import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mountSmallDisk, type SmallDisk } from "../bench/faults/small-disk.js";
import { ask } from "./support/app.js";
import { endPrograms, startIno, type ServiceProcess } from "./support/process.js";
import { putUnstartedPostgres } from "./support/unstarted-postgres.js";
import { password } from "./support/passwords.js";

const SIGN_UP = `mutation { signUp(input: {name: "Ada", email: "ada@test.example", password: "${password}"}) { session { accessToken } } }`;
const POST = `mutation ($body: String!) { postIdea(input: {kind: IDEA, title: "Nieuw", body: $body, themes: []}) { idea { id } } }`;

let parent: string;
let disk: SmallDisk | null;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "ino-full-"));
  disk = await mountSmallDisk(join(parent, "disk"), 160);
});
afterAll(async () => {
  await endPrograms();
  await disk?.remove();
  await rm(parent, { recursive: true, force: true });
});

const start = (): ServiceProcess =>
  startIno(["start"], { DATA_DIR: join(disk!.folder, "data"), PORT: "0", DEMO: "off", LOG_LEVEL: "info" });
const readiness = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, ...((await response.json()) as { status: string; writes?: string }) };
};

/** Elsewhere than as root on Linux there is no disk to fill. */
const withDisk = process.platform === "linux" && process.getuid?.() === 0 ? it : it.skip;
/** Whether the test can run; says so where even root may not mount. */
function hasDisk(): boolean {
  if (!disk) process.stderr.write("Skipped: this machine does not let a disk of memory be mounted.\n");
  return disk !== null;
}

describe("a service whose disk is full", () => {
  withDisk("refuses writes as unavailable and goes on reading, and writes again once there is room", async () => {
    if (!hasDisk()) return;
    await putUnstartedPostgres(join(disk!.folder, "data"));
    const service = start();
    const url = (await service.prints(/GraphQL +(http:\/\/\S+)\/graphql/))[1]!;
    const token = (await ask(url, SIGN_UP)).data.signUp.session.accessToken as string;
    await disk!.fill();
    // Texts that do not compress, so that the table grows.
    const body = () =>
      Array.from({ length: 1_000 }, () => Math.random().toString(36))
        .join(" ")
        .slice(0, 9_000);
    let code: unknown;
    for (let n = 0; n < 500 && code === undefined; n++)
      code = (await ask(url, POST, { body: body() }, token)).errors?.[0]?.extensions.code;
    expect(code).toBe("UNAVAILABLE");
    await service.prints(/the disk of the database is full/);
    expect(await readiness(url)).toMatchObject({
      code: 200,
      status: "not ready for writes",
      writes: "the disk of the database is full",
    });
    for (let n = 0; n < 20; n++) expect((await ask(url, "{ ideas { totalCount } }")).errors).toBeUndefined();
    // The budget of this one is not leased yet, and cannot be written.
    expect((await ask(url, "{ viewer { email } }", {}, token)).data.viewer.email).toBe("ada@test.example");

    await disk!.empty();
    while ((await readiness(url)).status !== "ready") await sleep(50);
    expect((await ask(url, POST, { body: body() }, token)).errors).toBeUndefined();
    service.child.kill("SIGTERM");
    await service.endsWell();
  });

  withDisk("does not start, and says in a line what is full and what to do", async () => {
    if (!hasDisk()) return;
    await disk!.fill();
    const service = start();
    expect(await service.exit).toBe(1);
    expect(
      service
        .output()
        .split("\n")
        .filter((line) => !line.startsWith("{")),
    ).toEqual([
      expect.stringMatching(/^The disk of DATA_DIR \(.*\/data\) is full, 0 MiB are free: free space there/),
      "",
    ]);
  });
});
