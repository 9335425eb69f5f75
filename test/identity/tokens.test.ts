import { describe, expect, it } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import { accessLifetimeMs, Tokens } from "../../src/domains/identity/tokens.js";

const [old, fresh, other] = ["o".repeat(32), "n".repeat(32), "x".repeat(32)];
const memberId = uuidv7();

describe("a secret that is replaced", () => {
  let time = new Date("2026-11-29T10:00:00Z");
  const now = (): Date => time;
  const signedBy = async (...secrets: [string, string?]) =>
    (await new Tokens(secrets[0], now, secrets[1]).sign(memberId)).token;
  const accepts = async (token: string, ...secrets: [string, string?]) =>
    (await new Tokens(secrets[0], now, secrets[1]).verify(token))?.memberId === memberId;

  it("accepts the tokens of both secrets, and no others", async () => {
    const tokens = { old: await signedBy(old), fresh: await signedBy(fresh), other: await signedBy(other) };
    expect(await accepts(tokens.old, fresh, old)).toBe(true);
    expect(await accepts(tokens.fresh, fresh, old)).toBe(true);
    expect(await accepts(tokens.other, fresh, old)).toBe(false);
    expect(await accepts(tokens.old, fresh)).toBe(false);
  });

  it("signs with the first", async () => {
    expect(await accepts(await signedBy(fresh, old), fresh)).toBe(true);
    expect(await accepts(await signedBy(fresh, old), old)).toBe(false);
  });

  it("signs nobody out while the processes are restarted in the three steps of docs/configuration.md", async () => {
    const steps: [string, string?][] = [[old], [old, fresh], [fresh, old], [fresh]];
    for (const [n, next] of steps.slice(1).entries())
      for (const signing of [steps[n]!, next])
        for (const verifying of [steps[n]!, next])
          expect([signing, verifying, await accepts(await signedBy(...signing), ...verifying)]).toEqual([
            signing,
            verifying,
            true,
          ]);
  });

  it("lets tokens of the secret before expire like all others", async () => {
    const token = await signedBy(old);
    time = new Date(time.getTime() + accessLifetimeMs + 1_000);
    expect(await accepts(token, fresh, old)).toBe(false);
  });
});
