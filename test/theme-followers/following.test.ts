import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { mergedReferences, retention } from "../../src/app/contributions.js";
import { moveReferences } from "../../src/core/database/merged-references.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { linkIn, openMailbox, type Mailbox } from "../support/mailbox.js";
import { following } from "./following.js";

let mailbox: Mailbox;
let app: TestApp;
let build: ReturnType<typeof builders>;
let on: ReturnType<typeof following>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  build = builders(app.services.database.source.manager);
  on = following(app, mailbox);
  await build.buildTheme("energie", { labelNl: "Energie", labelFr: "Énergie", labelEn: "Energy" });
  await build.buildTheme("zorg", { labelNl: "Zorg" });
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

const retained = async (): Promise<void> => {
  for (const statement of retention)
    await app.services.database.query(sql`WITH gone AS (${statement} RETURNING 1) SELECT FROM gone`);
};
const count = async (email: string): Promise<number> =>
  (await app.services.database.query(sql`SELECT FROM theme_follower WHERE email = ${email}`)).length;

describe("somebody without an account", () => {
  it("follows a theme once they press the button behind the mailed link, and not by opening it", async () => {
    const email = on.newAddress();
    expect(await on.ask(email, "Energie")).toEqual({ theme: { slug: "energie" }, userErrors: [] });
    const mail = await on.lastMail(email);
    expect(mail.subject).toBe("Bevestig dat je “Energie” volgt");
    const link = linkIn(mail);
    const opened = await on.page(link);
    expect(opened.text).toContain("Wil je “Energie” volgen?");
    expect(await on.followed(email)).toEqual([]);
    const pressed = await on.press(link, "confirm", on.followIn(link));
    expect(pressed).toMatchObject({ status: 200, text: expect.stringContaining("Deze thema&#39;s volg je:") });
    expect(await on.followed(email)).toEqual(["energie"]);
    expect((await on.press(link, "confirm", on.followIn(link))).status).toBe(200);
    expect(await on.followed(email)).toEqual(["energie"]);
  });

  it("cannot confirm a theme with the link for another, nor with one that was changed", async () => {
    const email = on.newAddress();
    await on.ask(email, "energie");
    const one = linkIn(await on.lastMail(email));
    await on.ask(email, "zorg");
    const two = linkIn(await on.lastMail(email));
    await on.press(one, "confirm", on.followIn(two));
    const forged = one.replace(on.followIn(one), on.followIn(two));
    expect((await on.press(forged, "confirm", on.followIn(two))).status).toBe(404);
    await on.press(one.replace("CONFIRM", "STOP"), "all");
    expect(await on.followed(email)).toEqual([]);
    expect(await count(email)).toBe(1);
    await on.press(two, "confirm", on.followIn(two));
    expect(await on.followed(email)).toEqual(["zorg"]);
  });

  it("gets the same answer whether or not the address follows the theme, and learns it by mail alone", async () => {
    const email = await on.follower(["energie"]);
    const [known, unknown] = [await on.ask(email, "energie"), await on.ask(on.newAddress(), "energie")];
    expect(known).toEqual(unknown);
    const mail = await on.lastMail(email);
    expect(mail.subject).toBe("Je volgt “Energie” al");
    expect(mail.text).toContain("Bekijk hier wat je volgt, of stop ermee:");
    expect((await on.page(linkIn(mail))).text).toContain("“Energie” niet meer volgen");
  });

  it.each([
    ["nergens", "UNKNOWN", "theme"],
    ["oud", "UNKNOWN", "theme"],
  ])("cannot follow the theme %s", async (slug, problem, field) => {
    await build.buildTheme("oud", { archived: true }).catch(() => undefined);
    const { theme, userErrors } = await on.ask(on.newAddress(), slug);
    expect([theme, userErrors]).toEqual([
      null,
      [{ code: "INVALID_INPUT", problem, path: ["input", field], message: expect.stringContaining(`“${slug}”`) }],
    ]);
  });

  it("needs an address that can be one", async () => {
    const { userErrors } = await on.ask("geen adres", "energie");
    expect(userErrors).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "email"] }]);
  });

  it("keeps the language of an address that was confirmed, whatever a stranger gives", async () => {
    const email = await on.follower(["energie"], { language: "FR" });
    await on.ask(email, "zorg", { language: "EN" });
    expect((await on.lastMail(email)).subject).toBe("Confirmez que vous suivez «\u00a0Zorg\u00a0»");
  });

  it.each([
    ["NL", "Klik dan niet: morgen is deze aanvraag vergeten.", "Ja, ik volg dit thema"],
    ["FR", "Ne cliquez pas : demain, cette demande sera oubliée.", "Oui, je veux suivre ce thème"],
    ["EN", "Then do not follow it: by tomorrow this request is forgotten.", "Yes, I follow this theme"],
  ])(
    "is promised nothing about an address that follows another theme already, in %s",
    async (language, end, button) => {
      const email = await on.follower(["energie"], { language });
      await on.ask(email, "zorg");
      const mail = await on.lastMail(email);
      expect(mail.text!.replaceAll("\u00a0", " ")).toContain(end);
      expect((await on.page(linkIn(mail))).text).toContain(button);
    },
  );

  it("is gone after a day without a confirmation", async () => {
    const [pending, confirmed] = [on.newAddress(), await on.follower(["energie"])];
    await on.ask(pending, "energie");
    await on.ask(confirmed, "zorg");
    await retained();
    expect(await count(pending)).toBe(1);
    await app.services.database.query(sql`UPDATE theme_follow SET requested_at = now() - interval '25 hours'`);
    await app.services.database.query(sql`UPDATE theme_follower SET requested_at = now() - interval '25 hours'`);
    const link = linkIn(await on.lastMail(pending));
    await retained();
    expect([await count(pending), await count(confirmed)]).toEqual([0, 1]);
    expect(await on.followed(confirmed)).toEqual(["energie"]);
    expect(await on.page(link)).toMatchObject({
      status: 404,
      text: expect.stringContaining("je adres is hier niet bewaard"),
    });
  });

  it("asked for by ten at once, follows once", async () => {
    const email = on.newAddress();
    await Promise.all(Array.from({ length: 5 }, () => on.ask(email, "energie")));
    const rows = await app.services.database.query(sql`
      SELECT FROM theme_follow JOIN theme_follower e ON e.id = follower_id WHERE email = ${email}`);
    expect(rows).toHaveLength(1);
  });
});

describe("themes that were merged", () => {
  it("are found by their former slugs", async () => {
    const { id: mergedIntoId } = await build.buildTheme("bodem");
    await build.buildTheme("grond", { archived: true, mergedIntoId });
    expect((await on.ask(on.newAddress(), "grond")).theme).toEqual({ slug: "bodem" });
  });

  it("are followed once by who followed both, confirmed if one was", async () => {
    const [old, kept] = [await build.buildTheme("water"), await build.buildTheme("waterbeheer")];
    const both = await on.follower(["water", "waterbeheer"]);
    const half = await on.follower(["water"]);
    await on.ask(half, "waterbeheer");
    await moveReferences(app.services.database, mergedReferences, { to: "theme", from: old.id, into: kept.id });
    expect(await on.followed(both)).toEqual(["waterbeheer"]);
    expect(await on.followed(half)).toEqual(["waterbeheer"]);
  });
});

describe("a member who erases their account", () => {
  it("takes along what the address followed", async () => {
    const member = await build.buildMember();
    const [{ email } = { email: "" }] = await app.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${member.id}`,
    );
    await on.ask(email, "energie");
    const link = linkIn(await on.lastMail(email));
    await on.press(link, "confirm", on.followIn(link));
    for (const { erased } of Object.values(app.services.personalTables ?? {}))
      if (typeof erased === "function" && String(erased).includes("theme_"))
        for (const statement of erased({ memberId: member.id, email, keepPosts: true, now: new Date() }))
          await app.services.database.query(sql`WITH gone AS (${statement} RETURNING 1) SELECT FROM gone`);
    expect(await count(email)).toBe(0);
  });
});
