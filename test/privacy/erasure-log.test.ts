import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chmodSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import sql from "sql-template-tag";
import { ErasureLog, readErasures } from "../../src/core/access/erasure-log.js";
import { testApp, type TestApp } from "../support/app.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";
import { password } from "../support/passwords.js";

let mails: MailFolder;
let app: TestApp;
let list: string;
beforeAll(async () => {
  mails = mailFolder();
  list = join(mails.dataDir, "erasures.log");
  app = await testApp(undefined, { dataDir: mails.dataDir, erasureLog: list });
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

const confirm = `mutation ($token: String!) { confirmErasure(input: {token: $token}) { userErrors { code } } }`;

/** Somebody who signed up and asked to be erased: their id, and the token of the link. */
async function leaving(email: string, posts: "KEEP" | "REMOVE"): Promise<{ memberId: string; token: string }> {
  const { data } = await app.ask(
    `mutation ($email: String!) { signUp(input: {name: "Xanthippe", email: $email, password: "${password}"}) { session { accessToken } viewer { member { id } } } }`,
    { email },
  );
  await app.ask(
    `mutation { eraseMyAccount(input: {posts: ${posts}}) { userErrors { code } } }`,
    {},
    data.signUp.session.accessToken as string,
  );
  const mail = await mails.mailTo(email, /confirm-erasure/);
  return { memberId: data.signUp.viewer.member.id as string, token: tokenIn(mail) };
}

describe("the list of erasures", () => {
  it("is there from the start, and has an erasure by its id alone once it is confirmed", async () => {
    expect(await readFile(list, "utf8")).toMatch(/^# begun \d{4}-\S+Z\n$/);
    const { memberId, token } = await leaving("xanthippe.1@zwalm.example", "REMOVE");
    expect((await app.ask(confirm, { token })).data.confirmErasure.userErrors).toEqual([]);
    expect(await readFile(list, "utf8")).toMatch(new RegExp(`\\n${memberId} REMOVE \\d{4}-\\S+Z\\n$`));
    // The link works once, and is recorded once.
    expect((await app.ask(confirm, { token })).data.confirmErasure.userErrors).toEqual([{ code: "INVALID_TOKEN" }]);
    expect(await readErasures(list)).toHaveLength(1);
  });

  it("refuses an erasure that it cannot take: nothing is erased, and the link still works", async () => {
    const { memberId, token } = await leaving("xanthippe.2@zwalm.example", "KEEP");
    const content = await readFile(list);
    await rm(list);
    // A folder in its way, as root may write to any file.
    await mkdir(list);
    const refused = await app.ask(confirm, { token });
    expect(refused.errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
    const accounts = () => app.services.database.query(sql`SELECT email FROM account WHERE member_id = ${memberId}`);
    expect(await accounts()).toEqual([{ email: "xanthippe.2@zwalm.example" }]);
    await rm(list, { recursive: true });
    await writeFile(list, content, { mode: 0o600 });
    chmodSync(list, 0o600);
    expect((await app.ask(confirm, { token })).data.confirmErasure.userErrors).toEqual([]);
    expect(await accounts()).toEqual([]);
    expect((await readErasures(list)).at(-1)).toMatchObject({ memberId, keepPosts: true });
  });

  it("goes on after a line that a full disk has cut off, and refuses what is no erasure", async () => {
    const file = join(mails.dataDir, "cut-off.log");
    const memberId = "0198c5a0-0000-7000-8000-000000000001";
    const at = new Date("2026-11-29T10:00:00.000Z");
    const log = new ErasureLog(file, pino({ level: "silent" }));
    for (const cut of ["0198c5a0-00", `${memberId} REM`, `${memberId} KEEP 2026-11-2`]) {
      await writeFile(file, cut);
      await log.append({ memberId, keepPosts: false, at });
      expect(await readErasures(file)).toEqual([{ memberId, keepPosts: false, at }]);
    }
    await log.merge([{ memberId, keepPosts: false, at }]);
    expect(await readErasures(file)).toHaveLength(1);
    await writeFile(file, "Jan Peeters\n");
    await expect(readErasures(file)).rejects.toThrow("cut-off.log:1: this is no erasure");
  });
});
