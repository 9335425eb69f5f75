import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Sql } from "sql-template-tag";
import { WriteState } from "../../src/core/database/write-state.js";

const diskFull = Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });

let probes: number;
let answer: () => Promise<unknown>;
let logged: string[];
let writes: WriteState;
beforeEach(() => {
  [probes, answer, logged] = [0, () => Promise.reject(diskFull), []];
  const line = (level: string) => (_: object | string, text?: string) =>
    void logged.push(`${level} ${text ?? (_ as string)}`);
  const send = (_: Sql) => (probes++, answer());
  writes = new WriteState(send, { error: line("error"), info: line("info") });
});

describe("whether the database can write", () => {
  it("is not probed while nothing has found the disk full", async () => {
    writes.note(Object.assign(new Error("deadlock"), { code: "40P01" }));
    expect([await writes.problem(), probes]).toEqual([null, 0]);
  });

  it("is no from the first statement that finds the disk full until a probe finds room, and is logged once each", async () => {
    writes.note(diskFull);
    writes.note(diskFull);
    expect(await writes.problem()).toBe("the disk of the database is full");
    expect(logged).toEqual([expect.stringMatching(/^error the disk of the database is full/)]);
    answer = () => Promise.resolve([]);
    while ((await writes.problem()) !== null) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(logged).toHaveLength(2);
    expect(logged[1]).toMatch(/^info /);
  });

  it("is probed once for all who ask at the same time", async () => {
    writes.note(diskFull);
    await Promise.all(Array.from({ length: 10 }, () => writes.problem()));
    expect(probes).toBe(1);
  });
});
