import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { DateTime } from "luxon";
import { v7 as uuidv7 } from "uuid";
import { Language } from "../../src/core/texts/language.js";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Comment } from "../../src/domains/ideas/comment.entity.js";
import { ProfileVisibility, Stance } from "../../src/domains/members/member.enums.js";
import { Sector } from "../../src/domains/organisations/sector.enum.js";
import { PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import { organising, type Person } from "../gatherings/organising.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

const look = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}/${path}`, { headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const manager = () => app.services.database.source.manager;
/** The values of the tags in the head of a page, by name or property. */
const tagsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
const evil = `"><script>alert(1)</script><img src=x onerror='x'> & </title>`;

describe("the page of an idea", () => {
  it("has what anybody may read of it, with its last comments", async () => {
    const author = await on.build.buildMember({ name: "Zoë Peeters" });
    const theme = await on.build.buildTheme("mobiliteit", { labelNl: "Mobiliteit", labelFr: "Mobilité" });
    const idea = await on.build.buildIdea({
      ...{ title: "Deelfietsen", body: "Eerste regel.\n\nTweede regel.", kind: IdeaKind.QUESTION, authorId: author.id },
      ...{ language: Language.NL, themes: [theme], postedAt: new Date("2026-03-01T12:00:00Z") },
    });
    const comment = await on.build.buildComment({ ideaId: idea.id, authorId: author.id, body: "Wie doet mee?" });
    await on.build.buildComment({ ideaId: idea.id, replyToId: comment.id, body: "Ik!" });
    const { status, html } = await look(`ideas/${idea.id}`);
    expect(status).toBe(200);
    expect(html).toContain("<h1>Deelfietsen</h1>");
    expect(html).toContain(`<div class="text" lang="nl">Eerste regel.\n\nTweede regel.</div>`);
    for (const words of ["Vraag", "1 maart 2026", "Mobiliteit", "Wie doet mee?", "Ik!"]) expect(html).toContain(words);
    expect(html).toContain(`<a href="${app.url}/members/${author.id}">Zoë Peeters</a>`);
    const french = (await look(`ideas/${idea.id}`, { "accept-language": "fr-BE, nl;q=0.5" })).html;
    expect(french).toContain(`<html lang="fr">`);
    expect(french).toContain(`<h1 lang="nl">Deelfietsen</h1>`);
    for (const words of ["Question", "1 mars 2026", "Mobilité"]) expect(french).toContain(words);
  });

  it("has the 20 last comments and says that there are more", async () => {
    const idea = await on.build.buildIdea();
    for (let n = 0; n < 22; n++)
      await on.build.buildComment({ ideaId: idea.id, body: `Reactie ${n}.`, postedAt: new Date(Date.now() + n) });
    const { html } = await look(`ideas/${idea.id}`);
    expect(html).toContain("Dit zijn de laatste reacties.");
    expect(html.match(/Reactie \d+\./g)).toHaveLength(20);
    expect(html).not.toContain("Reactie 1.");
    expect(html).toContain("Reactie 21.");
  });

  it("shows nobody who is for members alone, and no comment that was hidden or removed", async () => {
    const shy = await on.build.buildMember({ name: "Verborgen Naam", profileVisibility: ProfileVisibility.MEMBERS });
    const idea = await on.build.buildIdea({ authorId: shy.id });
    await on.build.buildComment({ ideaId: idea.id, authorId: shy.id, body: "Zichtbaar." });
    const hidden = await on.build.buildComment({ ideaId: idea.id, body: "Scheldwoord." });
    await manager().update(Comment, { id: hidden.id }, { hiddenAt: new Date() });
    // As what is the same for everybody, whoever asks.
    for (const token of [undefined, organiser.token]) {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const { html } = await look(`ideas/${idea.id}`, headers);
      expect(html).toContain("Zichtbaar.");
      expect(html).toContain("Een lid, ");
      expect(html).not.toMatch(/Verborgen Naam|Scheldwoord/);
      expect(html).not.toContain(shy.id);
    }
  });

  it("is read in a bounded number of statements", async () => {
    const idea = await on.build.buildIdea({ themes: [await on.build.buildTheme()] });
    for (let n = 0; n < 5; n++) {
      const { id } = await on.build.buildComment({ ideaId: idea.id });
      await on.build.buildComment({ ideaId: idea.id, replyToId: id });
    }
    expect((await app.statements.ofRequests(() => look(`ideas/${idea.id}`))).length).toBeLessThanOrEqual(10);
  });
});

describe("the page of a gathering", () => {
  it("has when and where it is, who hosts it, what is on the agenda, and leads to its calendar", async () => {
    const host = await on.person();
    const idea = await on.build.buildIdea({ title: "Deelsteps" });
    const gathering = await on.schedule(organiser, {
      ...{ title: "Uitwisseling", description: "Kom allen.", hosts: [host.id], capacity: 20 },
      ...{ startsAt: `${on.day(400)}T14:00`, endsAt: `${on.day(400)}T16:00` },
      place: { name: "Stadhuis", address: "Markt 1, Gent" },
    });
    await on.build.buildAgendaItem({ gatheringId: gathering.id, ideaId: idea.id, minutes: 20 });
    const { status, html } = await look(`gatherings/${gathering.id}`);
    expect(status).toBe(200);
    const day = DateTime.fromISO(on.day(400), { locale: "nl" }).toFormat("d LLLL yyyy");
    expect(html).toContain(`<time datetime="${gathering.startsAt}">`);
    for (const words of [
      day,
      "14:00",
      "16:00",
      "Stadhuis",
      "Markt 1, Gent",
      "0 van de 20 ingenomen",
      "Open uitwisseling",
    ])
      expect(html).toContain(words);
    expect(html).toContain(`${host.name}</a>`);
    expect(html).toContain(`<a href="${app.url}/ideas/${idea.id}">Deelsteps</a> (20 minuten)`);
    expect(html).toContain(`href="${app.url}/calendar/gathering/${gathering.id}.ics"`);
    expect(tagsIn(html)).toMatchObject({
      ...{ "og:title": "Uitwisseling", "og:description": "Kom allen.", "og:type": "article", "og:locale": "nl_BE" },
      ...{ "og:url": `${app.url}/gatherings/${gathering.id}`, description: "Kom allen." },
    });
  });

  it("says that it was moved, and from when; that it was cancelled, and why; that it is over", async () => {
    const { id, version } = await on.schedule(organiser);
    const state = async () =>
      /role="alert">([^<]+)<\/p>\s*(?:<div class="text">([^<]*)<)?/.exec((await look(`gatherings/${id}`)).html);
    expect(await state()).toBeNull();
    await on.done("editGathering", organiser, { id, version, startsAt: `${on.day(20)}T10:00`, endsAt: null });
    expect((await state())![1]).toMatch(
      /^Deze bijeenkomst is verplaatst: ze was eerst op \S+ \d+ \S+ \d{4} om 14:00\.$/,
    );
    await on.done("cancelGathering", organiser, { id, version: version + 1, reason: "De zaal is dicht." });
    expect((await state())!.slice(1)).toEqual(["Deze bijeenkomst gaat niet door.", "De zaal is dicht."]);
    const english = (await look(`gatherings/${id}?language=EN`, { "accept-language": "fr" })).html;
    expect(english).toContain("This gathering was cancelled.");
    const past = await on.build.buildGathering({ startsAt: new Date(Date.now() - 86_400_000 * 3) });
    expect((await look(`gatherings/${past.id}`)).html).toContain("Deze bijeenkomst is voorbij.");
  });

  it("shows whole days, days on end, and the clocks of another place, as they are", async () => {
    const at = (text: string, zone = "Europe/Brussels") => DateTime.fromISO(text, { zone }).toJSDate();
    const whenOf = async (startsAt: Date, endsAt: Date | null, timeZone = "Europe/Brussels") => {
      const { id } = await on.build.buildGathering({ startsAt, endsAt, timeZone });
      return /<dt>When<\/dt>\s*<dd><time [^>]+>(.+?)<\/time><\/dd>/.exec(
        (await look(`gatherings/${id}?language=en`)).html,
      )![1];
    };
    expect(await whenOf(at("2027-06-10"), at("2027-06-11"))).toMatch(/^Thursday,? 10 June 2027$/);
    expect(await whenOf(at("2027-06-10"), at("2027-06-13"))).toMatch(/^Thursday,? 10.+Saturday,? 12 June 2027$/);
    expect(await whenOf(at("2027-06-10"), null)).toMatch(/^Thursday,? 10 June 2027$/);
    expect(await whenOf(at("2027-06-10T14:00"), null)).toMatch(/^Thursday,? 10 June 2027 at 14:00$/);
    const far = await whenOf(at("2027-06-10T14:00", "America/New_York"), null, "America/New_York");
    expect(far).toMatch(/14:00 \(America\/New_York\)$/);
  });

  it("says that one can join online, and never at which address", async () => {
    const onlineUrl = "https://meet.example/geheim";
    const { id } = await on.schedule(organiser, { place: { onlineUrl }, hosts: [organiser.id] });
    const { html } = await look(`gatherings/${id}`, { authorization: `Bearer ${organiser.token}` });
    expect(html).toContain(">Online<");
    expect(html).not.toContain("meet.example");
  });
});

describe("the page of a series", () => {
  it("has its gatherings to come and of the past, and leads to each", async () => {
    const series = await on.build.buildSeries({ title: "Maandelijks" });
    const at = (days: number) => new Date(Date.now() + days * 86_400_000);
    const [past, next, cancelled, hidden] = [
      await on.build.buildGathering({ seriesId: series.id, startsAt: at(-10), title: "Vorige" }),
      await on.build.buildGathering({ seriesId: series.id, startsAt: at(10), title: "Volgende" }),
      await on.build.buildGathering({
        seriesId: series.id,
        startsAt: at(20),
        title: "Weg",
        status: GatheringStatus.CANCELLED,
      }),
      await on.build.buildGathering({
        seriesId: series.id,
        startsAt: at(30),
        title: "Verborgen",
        hiddenAt: new Date(),
      }),
    ];
    const { html } = await look(`series/${series.id}`);
    expect(html).toContain("<h1>Maandelijks</h1>");
    expect(html).toMatch(
      /Komende bijeenkomsten[^]+Volgende[^]+Weg[^]+gaat niet door[^]+Voorbije bijeenkomsten[^]+Vorige/,
    );
    for (const { id } of [past, next, cancelled]) expect(html).toContain(`${app.url}/gatherings/${id}`);
    expect(html).not.toContain(hidden.id);
    expect(html).toContain(`/calendar/series/${series.id}.ics`);
    await manager().update(Gathering, { seriesId: series.id }, { hiddenAt: new Date() });
    expect((await look(`series/${series.id}`)).status).toBe(404);
  });
});

describe("the page of a collaboration", () => {
  it("has what it is about, who shows themselves to everybody, and what came of it", async () => {
    const shy = await on.build.buildMember({ name: "Verborgen Naam", profileVisibility: ProfileVisibility.MEMBERS });
    const open = await on.build.buildMember({ name: "Ali Yilmaz" });
    const idea = await on.build.buildIdea({ title: "Deelfietsen" });
    const { id } = await on.build.buildCollaboration([shy, open], { ideaId: idea.id, outcome: "Twee straten." });
    const { html } = await look(`collaborations/${id}`);
    for (const words of ["<h1>Deelfietsen</h1>", "Ali Yilmaz", "verkennen", "Twee straten."])
      expect(html).toContain(words);
    expect(html).not.toMatch(/Verborgen Naam/);
    expect(html).not.toContain(shy.id);
    const nameless = await on.build.buildCollaboration([shy, open], { outcome: "Scheldwoord.", hiddenAt: new Date() });
    const other = (await look(`collaborations/${nameless.id}`)).html;
    expect(other).toContain("<h1>Samenwerking van Ali Yilmaz</h1>");
    expect(other).not.toContain("Scheldwoord.");
    const hidden = await on.build.buildCollaboration([shy]);
    expect((await look(`collaborations/${hidden.id}`)).html).toContain("<h1>Een samenwerking</h1>");
  });
});

describe("the page of a member", () => {
  it("has the profile, of who shows it to everybody", async () => {
    const theme = await on.build.buildTheme("water", { labelNl: "Water" });
    const organisation = await on.build.buildOrganisation({ name: "Stad Gent" });
    const member = await on.build.buildMember({
      ...{ name: "Zoë Peeters", headline: "Zoekt regen", bio: "Ik tuinier.", organisationId: organisation.id },
      ...{ sector: Sector.LOCAL_GOVERNMENT, interests: [[theme, Stance.OFFERS]] },
    });
    const { html } = await look(`members/${member.id}`);
    for (const words of [
      "<h1>Zoë Peeters</h1>",
      "Zoekt regen",
      "Ik tuinier.",
      "Stad Gent",
      "Lokaal bestuur",
      "Water (kan helpen)",
    ])
      expect(html).toContain(words);
    expect(tagsIn(html)).toMatchObject({ "og:type": "profile", "og:description": "Zoekt regen", robots: "noindex" });
    expect(html).not.toContain("@");
  });

  it("is not there for others, nor for who has left", async () => {
    const shy = await on.build.buildMember({ profileVisibility: ProfileVisibility.MEMBERS });
    const hidden = await on.build.buildMember({ hiddenAt: new Date() });
    const left = await on.build.buildMember({ erasedAt: new Date() });
    for (const { id } of [shy, hidden, left]) expect((await look(`members/${id}`)).status).toBe(404);
  });
});

describe("any public page", () => {
  const folders = ["ideas", "gatherings", "series", "practices", "collaborations", "members"];

  it.each(folders)(
    "in /%s/ that is not there, or not for everybody, is a page that says so in the language asked for",
    async (folder) => {
      const hidden: Record<string, () => Promise<{ id: string }>> = {
        ideas: () => on.build.buildIdea({ status: IdeaStatus.WITHDRAWN }),
        gatherings: () => on.build.buildGathering({ status: GatheringStatus.PROPOSED }),
        practices: () => on.build.buildPractice({ status: PracticeStatus.IN_REVIEW }),
        members: () => on.build.buildMember({ hiddenAt: new Date() }),
      };
      const ids = [uuidv7(), "x", "%00", "a".repeat(400), ...(hidden[folder] ? [(await hidden[folder]()).id] : [])];
      const pages = await Promise.all(ids.map((id) => look(`${folder}/${id}`)));
      for (const { status, headers, html } of pages) {
        expect([status, headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
        expect(headers.get("cache-control")).toBe("no-store");
        expect(html).toBe(pages[0]!.html);
      }
      expect(pages[0]!.html).toContain("<h1>Deze pagina is er niet</h1>");
      expect((await look(`${folder}/x`, { "accept-language": "fr" })).html).toContain("Cette page n&#39;existe pas");
      expect((await look(`${folder}/x?language=en`)).html).toContain("This page is not there");
      expect((await look(`${folder}/x?language=de&language=en`)).html).toContain("Deze pagina is er niet");
    },
  );

  it("shows what members wrote, and never runs it", async () => {
    const member = await on.build.buildMember({ name: evil, headline: evil, bio: evil });
    const idea = await on.build.buildIdea({ title: evil, body: evil, authorId: member.id });
    await on.build.buildComment({ ideaId: idea.id, authorId: member.id, body: evil });
    const series = await on.build.buildSeries({ title: evil });
    const gathering = await on.build.buildGathering({
      ...{ title: evil, description: evil, placeName: evil, placeAddress: evil, seriesId: series.id, hosts: [member] },
      ...{ status: GatheringStatus.CANCELLED, statusReason: evil },
    });
    await on.build.buildAgendaItem({ gatheringId: gathering.id, ideaId: idea.id });
    const practice = await on.build.buildPractice({
      ...{ title: evil, summary: evil, steps: [evil], licence: evil, sharedById: member.id, contactId: member.id },
    });
    await on.build.buildPracticeUse({ practiceId: practice.id, usedById: member.id, place: evil, result: evil });
    const collaboration = await on.build.buildCollaboration([member], { ideaId: idea.id, outcome: evil });
    for (const path of [
      ...[`ideas/${idea.id}`, `gatherings/${gathering.id}`, `series/${series.id}`],
      ...[`practices/${practice.id}`, `collaborations/${collaboration.id}`, `members/${member.id}`],
    ]) {
      const { html, headers } = await look(path);
      expect(html).not.toMatch(/<script|<img|onerror='/);
      expect(html).toContain("&lt;script&gt;");
      // No attribute is left by a quotation mark.
      expect(html).not.toMatch(/content=""&gt;|content="">/);
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      const style = /<style>([^]*?)<\/style>/.exec(html)![1]!;
      expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    }
  });

  it("names its one address, and itself in the other languages", async () => {
    const { id } = await on.build.buildIdea();
    const address = `${app.url}/ideas/${id}`;
    const { html } = await look(`ideas/${id.toUpperCase()}?language=fr&x=1`);
    expect(html).toContain(`<link rel="canonical" href="${address}">`);
    for (const language of ["nl", "fr", "en"])
      expect(html).toContain(`<link rel="alternate" hreflang="${language}" href="${address}?language=${language}">`);
    expect(html).toContain(`<a href="?language=nl" hreflang="nl" lang="nl">Nederlands</a>`);
    expect(tagsIn(html)["og:locale"]).toBe("fr_BE");
  });

  it("shortens a long text where links to it are previewed, between two characters", async () => {
    const { id } = await on.build.buildIdea({ body: "👩‍👩‍👧‍👦 ".repeat(500) });
    const summary = tagsIn((await look(`ideas/${id}`)).html)["og:description"]!;
    expect(summary.length).toBeLessThanOrEqual(201);
    expect(summary).toMatch(/👩‍👩‍👧‍👦…$/u);
  });

  it("is not sent again before it changes, and may be stored for a minute", async () => {
    const { id } = await on.build.buildGathering();
    const first = await look(`gatherings/${id}`);
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(first.headers.get("vary")).toMatch(/accept-language/);
    const etag = first.headers.get("etag")!;
    const again = await look(`gatherings/${id}`, { "if-none-match": etag });
    expect([again.status, again.html]).toEqual([304, ""]);
    expect((await look(`gatherings/${id}`, { "if-none-match": etag, "accept-language": "fr" })).status).toBe(200);
    await manager().update(Gathering, { id }, { title: "Nieuw" });
    expect((await look(`gatherings/${id}`, { "if-none-match": etag })).status).toBe(200);
    expect((await fetch(`${app.url}/gatherings/${id}`, { method: "POST" })).status).toBe(405);
  });

  it("leads to the pages of a front-end where links are set to", async () => {
    const other = await testApp(app.databaseUrl, { linkTemplates: { member: "https://ino.example/#/lid/{id}" } });
    const member = await on.build.buildMember();
    const idea = await on.build.buildIdea({ authorId: member.id });
    const html = await (await fetch(`${other.url}/ideas/${idea.id}`)).text();
    expect(html).toContain(`href="https://ino.example/#/lid/${member.id}"`);
    expect(html).toContain(`<link rel="canonical" href="${other.url}/ideas/${idea.id}">`);
    await other.end();
  });
});
