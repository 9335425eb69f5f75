import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
let other: Person;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
  other = await on.person();
});
afterAll(() => app.end());

const erase = async ({ id }: Person, keepPosts: boolean): Promise<void> => {
  const ctx = systemContext(app.services, pino({ level: "silent" }));
  expect(await inTransaction(ctx, (tx) => eraseAccount(tx, id, keepPosts))).toBe(true);
};
const exportOf = async (by: Person): Promise<Record<string, Record<string, unknown>[]>> => {
  const { url } = await on.mutate("exportMyData", by, {}, "url");
  const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
  return JSON.parse(strFromU8(files["data.json"]!));
};

describe("the export of one's data", () => {
  it("has the practices that the member shared, those that name them as the contact, and their uses", async () => {
    const [mine, theme] = [await on.person(), await on.build.buildTheme()];
    const shared = await on.share(mine, { title: "Mijn canvas", steps: ["Begin."], themes: [theme.slug] });
    const named = await on.share(other, {
      title: "Andermans canvas",
      summary: "Andermans woorden.",
      contactId: mine.id,
    });
    await on.share(other, { title: "Iets anders" });
    await on.use(mine, named.id, { place: "Stad Gent", result: "Mijn resultaat.", usedOn: "2026-01-31" });
    await on.use(other, shared.id, { result: "Andermans resultaat." });
    const { practice, practice_use: uses } = await exportOf(mine);
    expect(practice).toMatchObject([
      {
        ...{ id: shared.id, title: "Mijn canvas", steps: ["Begin."], themes: [theme.slug], sharedByMember: true },
      },
      { id: named.id, title: "Andermans canvas", summary: null, sharedByMember: false, isContact: true },
    ]);
    expect(practice).toHaveLength(2);
    expect(uses).toMatchObject([
      { ...{ practiceId: named.id, place: "Stad Gent", result: "Mijn resultaat.", usedOn: "2026-01-31" } },
    ]);
    expect(JSON.stringify([practice, uses])).not.toMatch(/Andermans (woorden|resultaat)/);
  });
});

describe("when a member leaves", () => {
  it("and their posts stay, so do published practices and uses, under a former member and without an organisation", async () => {
    const organisation = await on.build.buildOrganisation();
    await on.build.buildMember({ organisationId: organisation.id });
    const mine = await on.person({ organisationId: organisation.id });
    const published = await on.share(mine, { contactId: other.id });
    const withdrawn = await on.share(mine, { title: "Toch niet" });
    await on.done("withdrawPractice", mine, { id: withdrawn.id });
    const used = await on.share(other);
    await on.use(mine, used.id, { result: "Het bleef." });
    await erase(mine, true);
    expect(
      await on.read(published.id, undefined, "title organisation { name } sharedBy { former } contact { former }"),
    ).toEqual({
      ...{ title: published.title, organisation: null, sharedBy: { former: true }, contact: { former: false } },
    });
    expect(await on.read(used.id, undefined, "uses { nodes { result usedBy { former } } }")).toEqual({
      uses: { nodes: [{ result: "Het bleef.", usedBy: { former: true } }] },
    });
    const rows = await app.services.database.source.query<{ title: string; summary: string }[]>(
      "SELECT title, summary FROM practice WHERE id = $1",
      [withdrawn.id],
    );
    expect(rows).toEqual([{ title: "", summary: "" }]);
  });

  it("and their posts go, so do their practices and uses, whoever used them", async () => {
    const mine = await on.person();
    const shared = await on.share(mine);
    await on.use(other, shared.id);
    const used = await on.share(other);
    await on.use(mine, used.id);
    await erase(mine, false);
    expect(await on.read(shared.id)).toBeNull();
    expect(await on.list()).not.toContain(shared.id);
    expect(await on.read(used.id, undefined, "useCount uses { totalCount }")).toEqual({
      ...{ useCount: 0, uses: { totalCount: 0 } },
    });
  });

  it("who was the contact of a practice, its sharer is it again", async () => {
    const contact = await on.person();
    const { id } = await on.share(other, { contactId: contact.id });
    await erase(contact, true);
    expect((await on.read(id)).contact).toEqual({ id: other.id });
  });

  it("nobody names them as a contact at the same time", async () => {
    for (let n = 0; n < 3; n++) {
      const contact = await on.person();
      const [{ practice, userErrors }] = await Promise.all([
        on.mutate("sharePractice", other, on.instrument({ contactId: contact.id }), "practice { id }"),
        erase(contact, true),
      ]);
      if (practice === null) expect(userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
      else expect((await on.read(practice.id)).contact).toEqual({ id: other.id });
    }
  });
});
