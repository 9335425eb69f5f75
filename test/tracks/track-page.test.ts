import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { TrackStatus, TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { tracking } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
});
afterAll(() => app.end());

const look = async (id: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}/tracks/${id}`, { headers });
  return { status: response.status, html: await response.text() };
};
const meeting = { kind: TrackStepKind.GATHERING, title: null, link: null };

describe("the page of a learning track", () => {
  it("has what anybody may read of it, with its steps and where they lead", async () => {
    const { build } = on;
    const coordinator = await build.buildMember({ name: "Coo Ordinator" });
    const track = await build.buildTrack({
      ...{ title: "Durven <proberen>", description: "Voor wie begint.", language: Language.NL, requiredSteps: 2 },
      enrolmentClosesAt: new Date("2030-03-01T12:00:00Z"),
      coordinators: [coordinator],
    });
    const gathering = await build.buildGathering({ title: "De eerste avond" });
    await build.buildStep({ ...meeting, trackId: track.id, position: 0, gatheringId: gathering.id });
    await build.buildStep({ trackId: track.id, position: 1, title: "Lees", link: "https://boek.example/?a=1&b=2" });
    const { status, html } = await look(track.id);
    expect(status).toBe(200);
    expect(html).toContain("<h1>Durven &lt;proberen&gt;</h1>");
    for (const words of ["Voor wie begint.", "1 maart 2030", "Wie 2 stappen zet"]) expect(html).toContain(words);
    expect(html).toContain(`<a href="${app.url}/members/${coordinator.id}">Coo Ordinator</a>`);
    expect(html).toContain(
      `href="${app.url}/gatherings/${gathering.id}" rel="nofollow ugc noreferrer">De eerste avond</a>`,
    );
    expect(html).toContain(`<a href="https://boek.example/?a=1&amp;b=2" rel="nofollow ugc noreferrer">Lees</a>`);
    expect((await look(track.id, { "accept-language": "fr" })).html).toContain("2 étapes suffisent");
  });

  it("names no gathering that is hidden, and no coordinator who is for members alone", async () => {
    const { build } = on;
    const shy = await build.buildMember({ name: "Verborgen Naam", profileVisibility: ProfileVisibility.MEMBERS });
    const track = await build.buildTrack({ coordinators: [shy] });
    const hidden = await build.buildGathering({ title: "Scheldwoord", hiddenAt: new Date() });
    await build.buildStep({ ...meeting, trackId: track.id, gatheringId: hidden.id });
    const { html } = await look(track.id);
    expect(html).not.toMatch(/Verborgen Naam|Scheldwoord/);
    expect(html).toContain("<p>Bijeenkomst</p>");
  });

  it.each([
    ["a draft", { status: TrackStatus.DRAFT }],
    ["a withdrawn one", { status: TrackStatus.WITHDRAWN }],
    ["one that a moderator has hidden", { hiddenAt: new Date() }],
  ])("is not there for %s, whoever asks", async (_what, overrides) => {
    const organiser = await on.organiser();
    const { id } = await on.build.buildTrack(overrides);
    for (const headers of [{}, { authorization: `Bearer ${organiser.token}` }] as Record<string, string>[])
      expect((await look(id, headers)).status).toBe(404);
  });

  it("is read in as many statements for many steps as for one", async () => {
    const { build } = on;
    const statementsFor = async (steps: number): Promise<number> => {
      const track = await build.buildTrack();
      for (let position = 0; position < steps; position++)
        await build.buildStep({
          ...{ ...meeting, trackId: track.id, position, gatheringId: (await build.buildGathering()).id },
        });
      return (await app.statements.ofRequests(() => look(track.id))).length;
    };
    expect(await statementsFor(8)).toBe(await statementsFor(1));
  });
});
