import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followed } from "../support/follow.js";
import { endPrograms, startProgram, type ServiceProcess } from "../support/process.js";
import { restartable, type Restartable } from "../support/restartable.js";
import { shortLived } from "../support/short-lived.js";
import { password } from "../support/passwords.js";

interface State {
  cursor: string | null;
  session: { accessToken: string; refreshToken: string; expiresAt: string } | null;
}

let service: Restartable;
let folder: string;
beforeAll(async () => {
  service = await restartable();
  folder = mkdtempSync(join(tmpdir(), "ino-example-"));
});
afterAll(async () => {
  await endPrograms();
  await service.end();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
const newStateFile = (): string => join(folder, `state-${++files}.json`);
const stateOf = (file: string): State => JSON.parse(readFileSync(file, "utf8")) as State;
const watch = (file: string, env: Record<string, string> = {}): ServiceProcess =>
  startProgram("examples/node/watch.js", [service.app().url, file], env);
const shown = ({ output }: ServiceProcess): string[] =>
  [...output().matchAll(/^IDEA: (.*) \(Ada\)$/gm)].map(([, title]) => title!);

async function signUp(email: string): Promise<NonNullable<State["session"]>> {
  const { data } = await service.other.ask(
    `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken expiresAt } } }`,
    { input: { name: "Zoë", email, password } },
  );
  return data.signUp.session;
}

describe("the example for Node", () => {
  it("shows each idea once, in order, while the service restarts and after it was killed itself", async () => {
    const file = newStateFile();
    const first = watch(file);
    await first.prints(/^watching$/m);
    const { cursor } = stateOf(file);
    await service.post("een");
    await first.prints(/een/);
    await service.stop();
    await first.prints(/^lost/m);
    await service.post("twee");
    await service.post("drie");
    await service.start();
    await service.post("vier");
    await first.prints(/vier/);
    expect(shown(first)).toEqual(["een", "twee", "drie", "vier"]);

    const live = followed<{ ideaPosted: { cursor: string } }>(
      service.other.socket(),
      `subscription ($after: String) { ideaPosted(after: $after) { cursor } }`,
      { after: cursor },
    );
    const last = (await live.has(4))[3]!.ideaPosted.cursor;
    while (stateOf(file).cursor !== last) await new Promise((resolve) => setImmediate(resolve));
    first.child.kill("SIGKILL");
    await first.exit;
    await service.post("vijf");
    const second = watch(file);
    await second.prints(/vijf/);
    expect(shown(second)).toEqual(["vijf"]);
  });

  it("waits for a service that is not there yet", async () => {
    const { url } = service.app();
    await service.stop();
    const program = startProgram("examples/node/watch.js", [url, newStateFile()], {});
    await program.prints(/^lost/m);
    await service.start();
    await program.prints(/^watching$/m);
  });

  it("renews a token that has run out, before it connects", async () => {
    const file = newStateFile();
    const session = await signUp("eerder@test.example");
    writeFileSync(file, JSON.stringify({ cursor: null, session: { ...session, expiresAt: new Date().toISOString() } }));
    const program = watch(file);
    await program.prints(/^watching$/m);
    expect(stateOf(file).session!.refreshToken).not.toBe(session.refreshToken);
    expect(program.output()).not.toContain("lost");
  });

  it("renews a token that runs out while it watches, whatever its clock says, and misses nothing", async () => {
    const file = newStateFile();
    const session = await signUp("later@test.example");
    const accessToken = await shortLived(session.accessToken);
    writeFileSync(file, JSON.stringify({ cursor: null, session: { ...session, accessToken } }));
    const program = watch(file);
    await program.prints(/^watching\n/m);
    await service.post("voor");
    await program.prints(/^lost: 4403$/m);
    await service.post("tussen");
    await program.prints(/^lost: 4403\n(.*\n)*watching$/m);
    await service.post("na");
    await program.prints(/IDEA: na/);
    expect(shown(program)).toEqual(["voor", "tussen", "na"]);
    expect(stateOf(file).session!.refreshToken).not.toBe(session.refreshToken);
  });

  it("signs in, keeps its session to itself, and ends when it has been ended", async () => {
    const file = newStateFile();
    await signUp("wie@test.example");
    const program = watch(file, { INO_EMAIL: "wie@test.example", INO_PASSWORD: password });
    await program.prints(/^watching$/m);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { accessToken } = stateOf(file).session!;
    await service.other.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, accessToken);
    expect(await program.exit).toBe(1);
    expect(program.output()).toMatch(/^It cannot go on: This refresh token is not valid any more: sign in again\.$/m);
    expect(stateOf(file).session).toBeNull();
  });

  it("ends when it cannot keep its place, and does not show the same idea for ever", async () => {
    const gone = join(folder, "gone");
    mkdirSync(gone);
    const program = watch(join(gone, "state.json"));
    await program.prints(/^watching$/m);
    rmSync(gone, { recursive: true });
    await service.post("één keer");
    expect(await program.exit).toBe(1);
    expect(shown(program)).toEqual(["één keer"]);
    expect(program.output()).toMatch(/^It cannot go on: ENOENT/m);
  });

  it("ends when its cursor is none, and begins anew the next time", async () => {
    const file = newStateFile();
    writeFileSync(file, JSON.stringify({ cursor: "x", session: null }));
    const program = watch(file);
    expect([await program.exit, program.output()]).toEqual([1, expect.stringMatching(/^It cannot go on: .*cursor/m)]);
    expect(stateOf(file).cursor).toBeNull();
    const next = watch(file);
    await next.prints(/^watching$/m);
    await service.post("na het begin");
    await next.prints(/na het begin/);
  });
});
