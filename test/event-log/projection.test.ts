import { describe, expect, it } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import type { EventLogReader } from "../../src/core/event-log/event-log-reader.js";
import type { LoggedEvent } from "../../src/core/event-log/events.js";
import type { LogFollower } from "../../src/core/event-log/log-follower.js";
import { Projection } from "../../src/core/event-log/projection.js";

describe("a copy of rows that the log tells of", () => {
  it("reads fewer members at a time when a statement takes too long for many, until all are read", async () => {
    let follower: LogFollower | undefined;
    const events = {
      follow: (given: LogFollower) => ((follower = given), () => undefined),
    } as unknown as EventLogReader;
    const memberIds = Array.from({ length: 1_200 }, () => randomUUID());
    const event: LoggedEvent = {
      ...{ position: 1, occurredAt: new Date(0) },
      ...{ kind: "collaboration.started", subjectId: randomUUID(), data: { memberIds, ideaId: null } },
    };
    const batches: number[] = [];
    const seen = new Set<string>();
    const copy = new Projection(events, pino({ level: "silent" }), {
      name: "a copy",
      load: () => Promise.resolve(),
      read: (ids) => {
        batches.push(ids.length);
        if (seen.size < memberIds.length && ids.length > 100) return Promise.reject(new Error("statement timeout"));
        for (const id of ids) seen.add(id);
        return Promise.resolve();
      },
      affectedIds: ({ kind, data }) => (kind === "collaboration.started" ? data.memberIds : []),
    });
    await copy.start();
    follower!.onEvent(event);
    await copy.settled();
    expect(seen).toEqual(new Set(memberIds));
    expect(batches).toEqual([500, ...Array<number>(19).fill(62), 22]);
    follower!.onEvent(event);
    await copy.settled();
    expect(batches.at(21)).toBe(500);
  });
});
