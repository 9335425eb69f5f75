import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
});
afterAll(() => app.end());

const look = async (id: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}/practices/${id}`, { headers });
  return { status: response.status, html: await response.text() };
};

describe("the page of a practice", () => {
  it("has what anybody may read of it: its steps, its link, and who used it", async () => {
    const [ada, bob] = [await on.build.buildMember({ name: "Ada" }), await on.build.buildMember({ name: "Bob" })];
    const organisation = await on.build.buildOrganisation({ name: "Stad Mechelen" });
    const { id } = await on.build.buildPractice({
      ...{ title: "Buurtkaart", summary: "Toont de buurt.", steps: ["Teken.", "Vraag rond."], licence: "CC0" },
      ...{ link: "https://kaart.example/?a=1&b=2", language: Language.NL, sharedById: ada.id, contactId: bob.id },
      ...{ organisationId: organisation.id, sharedAt: new Date("2026-03-01T12:00:00Z") },
    });
    await on.build.buildPracticeUse({
      ...{ practiceId: id, usedById: bob.id, place: "Stad Gent", result: "Tien straten.", usedOn: "2026-03-29" },
      wouldUseAgain: false,
    });
    const { status, html } = await look(id);
    expect(status).toBe(200);
    expect(html).toContain("<h1>Buurtkaart</h1>");
    for (const words of [
      ...["Instrument", "Toont de buurt.", "Stad Mechelen", "1 maart 2026", "CC0", "Stad Gent, 29 maart 2026"],
      ...["Tien straten.", "Zou het niet opnieuw gebruiken"],
    ])
      expect(html).toContain(words);
    expect(html).toMatch(/<ol lang="nl">\s*<li><div class="text">Teken\.<\/div>/);
    const link = "https://kaart.example/?a=1&amp;b=2";
    expect(html).toContain(`<a href="${link}" rel="nofollow ugc noreferrer">${link}</a>`);
    for (const { id: memberId, name } of [ada, bob])
      expect(html).toContain(`<a href="${app.url}/members/${memberId}">${name}</a>`);
    expect((await look(id, { "accept-language": "fr" })).html).toContain("Ne le referait pas");
  });

  it("shows nobody who is for members alone, and nothing that is hidden or not published, whoever asks", async () => {
    const shy = await on.build.buildMember({ name: "Verborgen Naam", profileVisibility: ProfileVisibility.MEMBERS });
    const { id } = await on.build.buildPractice({ sharedById: shy.id, contactId: shy.id });
    await on.build.buildPracticeUse({ practiceId: id, usedById: shy.id, result: "Zichtbaar." });
    await on.build.buildPracticeUse({ practiceId: id, result: "Scheldwoord.", hiddenAt: new Date() });
    const organiser = await on.organiser();
    for (const headers of [{}, { authorization: `Bearer ${organiser.token}` }] as Record<string, string>[]) {
      const { html } = await look(id, headers);
      expect(html).toContain("Zichtbaar.");
      expect(html).toContain("Een lid, ");
      expect(html).not.toMatch(/Verborgen Naam|Scheldwoord/);
      for (const hidden of [
        { status: PracticeStatus.IN_REVIEW },
        { status: PracticeStatus.DECLINED },
        { status: PracticeStatus.WITHDRAWN },
        { hiddenAt: new Date() },
      ])
        expect((await look((await on.build.buildPractice(hidden)).id, headers)).status).toBe(404);
    }
  });

  it("has the 20 latest uses, says that there are more, and is read in a bounded number of statements", async () => {
    const { id } = await on.build.buildPractice({ themes: [await on.build.buildTheme()] });
    for (let n = 0; n < 22; n++)
      await on.build.buildPracticeUse({
        practiceId: id,
        result: `Resultaat ${n}.`,
        recordedAt: new Date(Date.now() + n),
      });
    let html = "";
    const statements = await app.statements.ofRequests(async () => ({ html } = await look(id)));
    expect(html).toContain("Dit zijn de laatste toepassingen.");
    expect(html.match(/Resultaat \d+\./g)).toHaveLength(20);
    expect(html).not.toContain("Resultaat 1.");
    expect(statements.length).toBeLessThanOrEqual(6);
  });
});
