import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let mails: MailFolder;
let app: TestApp;
let on: ReturnType<typeof sharing>;
let sharer: Person;
let other: Person;
let organiser: Person;
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { practiceReview: true, dataDir: mails.dataDir });
  on = sharing(app);
  [sharer, other, organiser] = [await on.person({ name: "Ada" }), await on.person(), await on.organiser()];
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

const notificationsOf = async (
  by: Person,
): Promise<{ kind: string; text: string; practice: { id: string } | null }[]> => {
  await app.caughtUp();
  const query = `{ viewer { notifications(first: 100) { nodes { kind text(language: EN) practice { id } } } } }`;
  return (await app.ask(query, {}, by.token)).data.viewer.notifications.nodes;
};
const about = async (by: Person, id: string): Promise<string[]> =>
  (await notificationsOf(by)).filter(({ practice }) => practice?.id === id).map(({ kind }) => kind);
const decide = (by: Person, id: string, approve: boolean, fields: object = {}) =>
  on.done("decidePractice", by, { id, approve, ...fields });

describe("where practices are reviewed before they are published", () => {
  it("one that a member shares is for them and organisers, who are notified", async () => {
    const theme = await on.build.buildTheme();
    const practice = await on.share(sharer, { title: "Fietscanvas", themes: [theme.slug] });
    expect(practice.status).toBe("IN_REVIEW");
    for (const by of [undefined, other]) expect(await on.read(practice.id, by)).toBeNull();
    for (const by of [sharer, organiser]) expect(await on.read(practice.id, by)).toMatchObject({ status: "IN_REVIEW" });
    const inReview = { themes: [theme.slug], statuses: ["IN_REVIEW"] };
    for (const by of [undefined, other]) expect(await on.list(inReview, by)).toEqual([]);
    for (const by of [sharer, organiser]) expect(await on.list(inReview, by)).toEqual([practice.id]);
    for (const by of [sharer, organiser]) expect(await on.list({ themes: [theme.slug] }, by)).toEqual([]);
    expect(await notificationsOf(organiser)).toMatchObject([
      {
        kind: "PRACTICE_IN_REVIEW",
        text: "Ada submitted a practice for review: “Fietscanvas”.",
        practice: { id: practice.id },
      },
    ]);
    expect(await about(other, practice.id)).toEqual([]);
  });

  it("one that an organiser shares is published at once", async () => {
    const { id, status } = await on.share(organiser);
    expect(status).toBe("PUBLISHED");
    expect(await on.read(id)).not.toBeNull();
  });

  it("its use cannot be recorded before, whoever sees it", async () => {
    const { id } = await on.share(sharer);
    for (const by of [sharer, organiser])
      expect((await on.use(by, id)).userErrors).toMatchObject([
        { code: "PRACTICE_NOT_PUBLISHED", path: ["input", "practiceId"] },
      ]);
    expect((await on.use(other, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("an organiser publishes it, with a note to the sharer alone; the contact hears of it then", async () => {
    const contact = await on.person();
    const { id } = await on.share(sharer, { title: "Buurtkaart", contactId: contact.id });
    expect(await about(contact, id)).toEqual([]);
    const published = await decide(organiser, id, true, { note: "Mooi werk.", version: 1 });
    expect(published).toMatchObject({ status: "PUBLISHED", version: 2, reviewNote: "Mooi werk.", editedAt: null });
    expect(await on.list()).toContain(id);
    expect((await on.read(id, sharer)).reviewNote).toBe("Mooi werk.");
    for (const by of [undefined, other, contact]) expect((await on.read(id, by)).reviewNote).toBeNull();
    expect(await about(sharer, id)).toEqual(["PRACTICE_PUBLISHED"]);
    expect(await about(contact, id)).toEqual(["PRACTICE_CONTACT"]);
    const edited = await on.done("editPractice", sharer, { id, version: 2, title: "Buurtkaart 2" });
    expect(edited.status).toBe("PUBLISHED");
  });

  it("an organiser declines it, and the sharer edits it and so submits it again", async () => {
    const { id } = await on.share(sharer, { title: "Snelkookpan" });
    const declined = await decide(organiser, id, false, { note: "Welke stappen?\nLees https://evil.example" });
    expect(declined.status).toBe("DECLINED");
    for (const by of [undefined, other]) expect(await on.read(id, by)).toBeNull();
    expect(await about(sharer, id)).toEqual(["PRACTICE_DECLINED"]);
    const again = await on.done("editPractice", sharer, { id, version: 2, steps: ["Kook."] });
    expect(again).toMatchObject({ status: "IN_REVIEW", version: 3, reviewNote: null });
    // Gathered in the one that is unread.
    const texts = (await notificationsOf(organiser)).filter(({ practice }) => practice?.id === id);
    expect(texts).toMatchObject([{ kind: "PRACTICE_IN_REVIEW" }]);
    expect((await decide(organiser, id, true)).status).toBe("PUBLISHED");
  });

  it("the sharer is mailed what was decided, with the words of the note quoted", async () => {
    const mine = await on.person();
    const { id } = await on.share(mine, { title: "Praatplaat" });
    await decide(organiser, id, false, { note: "Welke stappen?\nLees https://evil.example" });
    await app.caughtUp();
    app.services.notificationMails.wake();
    const [row] = await app.services.database.source.query<{ email: string }[]>(
      "SELECT email FROM account WHERE member_id = $1",
      [mine.id],
    );
    const mail = await mails.mailTo(row!.email, /Praatplaat/);
    expect(mail.text).toContain("Je praktijk “Praatplaat” is niet gepubliceerd");
    expect(mail.text).toContain("> Welke stappen?\n> Lees https[:]//evil[.]example");
  });

  it("a decision is made once: the same again changes nothing, and what is published is not declined", async () => {
    const { id } = await on.share(sharer);
    const first = await decide(organiser, id, true);
    expect(await decide(organiser, id, true, { note: "Nog eens." })).toEqual(first);
    expect(await on.refused("decidePractice", organiser, { id, approve: false })).toMatchObject([
      { code: "PRACTICE_PUBLISHED", path: ["input", "id"] },
    ]);
    const both = await on.share(sharer);
    const answers = await Promise.all(
      [true, false].map((approve) => on.refused("decidePractice", organiser, { id: both.id, approve })),
    );
    const { status, version } = await on.read(both.id, organiser);
    // Either it was published first, and could not be declined, or it was declined first and published after.
    expect([status, answers.flat().map(({ code }) => code), version]).toEqual(
      answers.flat().length > 0 ? ["PUBLISHED", ["PRACTICE_PUBLISHED"], 2] : ["PUBLISHED", [], 3],
    );
  });

  it("a decision about a version that is not the latest is refused", async () => {
    const { id } = await on.share(sharer);
    await on.done("editPractice", sharer, { id, version: 1, title: "Iets anders" });
    expect(await on.refused("decidePractice", organiser, { id, approve: true, version: 1 })).toMatchObject([
      { code: "STALE_VERSION", currentVersion: 2 },
    ]);
    expect((await decide(organiser, id, true, { version: 2 })).title).toBe("Iets anders");
  });

  it("nobody else decides, and nothing is decided about what is not there or withdrawn", async () => {
    const { id } = await on.share(sharer);
    for (const by of [sharer, other])
      await expect(on.refused("decidePractice", by, { id, approve: true })).rejects.toThrow("FORBIDDEN");
    await on.done("withdrawPractice", sharer, { id });
    for (const gone of [id, other.id, "onzin"])
      expect(await on.refused("decidePractice", organiser, { id: gone, approve: true })).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "id"] },
      ]);
    const { id: inReview } = await on.share(sharer);
    for (const note of ["", "x".repeat(1_001)])
      expect(await on.refused("decidePractice", organiser, { id: inReview, approve: true, note })).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", "note"] },
      ]);
  });
});

describe("where practices are not reviewed any more", () => {
  it("what is still in review stays so until it is decided, and what was declined is published by an edit", async () => {
    const [waiting, declined] = [await on.share(sharer), await on.share(sharer)];
    await decide(organiser, declined.id, false);
    const without = await testApp(app.databaseUrl);
    const { done, share } = sharing(without);
    try {
      expect((await on.read(waiting.id, sharer)).status).toBe("IN_REVIEW");
      expect((await done("decidePractice", organiser, { id: waiting.id, approve: true })).status).toBe("PUBLISHED");
      const edited = await done("editPractice", sharer, { id: declined.id, version: 2, title: "Beter" });
      expect(edited.status).toBe("PUBLISHED");
      expect((await share(sharer)).status).toBe("PUBLISHED");
    } finally {
      await without.stop();
    }
  });
});
