import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Mailer } from "../../src/core/mail/mailer.js";
import { createLogger } from "../../src/logger.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, linkIn, tokenIn } from "../support/mailbox.js";
import { password, anotherPassword } from "../support/passwords.js";

const email = "zoe@test.example";

const lines: string[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await testApp(undefined, {}, createLogger("trace", { write: (line) => void lines.push(line) }));
});
afterAll(() => app.end());

describe("without a mail server", () => {
  it("mails land in a folder that the log names, each a file that its owner alone may read", async () => {
    const folder = join(app.dataDir, "mail");
    expect(lines.filter((line) => line.includes(folder))).toHaveLength(1);
    expect(existsSync(folder)).toBe(false);
    await app.ask(
      `mutation { signUp(input: {name: "Zoë", email: "${email}", password: "${password}"}) { userErrors { code } } }`,
    );
    await app.ask(`mutation { requestPasswordReset(input: {email: "${email}"}) { userErrors { code } } }`);
    await allSent(app);
    const [file, ...rest] = readdirSync(folder);
    expect(rest).toEqual([]);
    expect(file).toMatch(/^[0-9a-f-]{36}\.eml$/);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
    expect(lines.filter((line) => line.includes(file!))).toHaveLength(1);
    expect(lines.filter((line) => line.includes(email))).toEqual([]);

    const text = readFileSync(join(folder, file!), "utf8");
    const mail = await simpleParser(text);
    // As it stands in the file, so that it can be copied from there.
    expect(text).toContain(`${linkIn(mail)}\n`);
    expect(mail.text).toContain("De link werkt één keer");
    expect([mail.to].flat()[0]!.text).toBe(email);
    const { data } = await app.ask(
      `mutation ($token: String!) { resetPassword(input: {token: $token, newPassword: "${anotherPassword}"}) { viewer { email } } }`,
      { token: tokenIn(mail) },
    );
    expect(data.resetPassword.viewer).toEqual({ email });
  });
});

describe("links in mails", () => {
  it("lead where ACCOUNT_URL says", async () => {
    const elsewhere = await testApp(app.databaseUrl, { accountUrl: "https://ino.example/mijn-account/" });
    await (app.services.mailer as Mailer).stop();
    await elsewhere.ask(`mutation { requestPasswordReset(input: {email: "${email}"}) { userErrors { code } } }`);
    await allSent(elsewhere);
    const folder = join(elsewhere.dataDir, "mail");
    const mail = await simpleParser(readFileSync(join(folder, readdirSync(folder)[0]!)));
    expect(mail.text).toMatch(/^https:\/\/ino\.example\/mijn-account\/reset-password\?token=[\w-]{43}$/m);
    await elsewhere.end();
  });
});
