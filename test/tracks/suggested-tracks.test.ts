import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Interest } from "../../src/domains/members/interest.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import { EnrolmentStatus, TrackStatus } from "../../src/domains/tracks/track.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { tracking } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
});
afterAll(() => app.end());

describe("the learning tracks suggested to a member", () => {
  it("are of their themes and open, and not those that they coordinate, enrolled in or left, nor of who blocked them", async () => {
    const [theme, other] = [await on.build.buildTheme(), await on.build.buildTheme()];
    const [viewer, blocker] = [await on.person(), await on.person()];
    const { manager } = app.services.database.source;
    await manager.insert(Interest, { memberId: viewer.id, themeId: theme.id, stance: Stance.SEEKS });
    await manager.insert(Block, { blockerId: blocker.id, blockedId: viewer.id, blockedAt: new Date() });
    const themes = [theme];
    const fitting = await on.build.buildTrack({ themes: [theme, other] });
    await on.build.buildTrack({ themes: [other] });
    await on.build.buildTrack({ themes, coordinators: [viewer] });
    await on.build.buildTrack({ themes, coordinators: [blocker] });
    await on.build.buildTrack({ themes, status: TrackStatus.DRAFT });
    await on.build.buildTrack({ themes, hiddenAt: new Date() });
    await on.build.buildTrack({ themes, enrolmentClosesAt: new Date(Date.now() - 1_000) });
    for (const status of Object.values(EnrolmentStatus))
      await on.build.buildEnrolment({
        trackId: (await on.build.buildTrack({ themes })).id,
        memberId: viewer.id,
        status,
      });
    const { data, errors } = await app.ask(
      `{ viewer { suggestedTracks { score explanation(language: NL) sharedThemes { theme { slug } share } track { id } } } }`,
      {},
      viewer.token,
    );
    expect(errors).toBeUndefined();
    expect(data.viewer.suggestedTracks).toEqual([
      {
        ...{ score: 1, track: { id: fitting.id }, sharedThemes: [{ theme: { slug: theme.slug }, share: 1 }] },
        explanation: expect.stringContaining(theme.slug),
      },
    ]);
  });
});
