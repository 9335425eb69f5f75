import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";

const privacyStatement = { version: "2026-11", url: "https://ino.example/privacy" };
const password = "vier woorden zijn genoeg";

let mailbox: Mailbox;
let app: TestApp;
let mailing: TestApp;
let without: TestApp;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { privacyStatement });
  mailing = await testApp(app.databaseUrl, { privacyStatement, smtpUrl: mailbox.url });
  without = await testApp(app.databaseUrl);
});
afterAll(async () => {
  await without.end();
  await mailing.end();
  await app.end();
  await mailbox.down();
});

const ACCEPTED = "acceptedPrivacyStatement { version acceptedAt }";
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  session { accessToken } viewer { ${ACCEPTED} } confirmationSent userErrors { code path message } } }`;
const signUp = async (on: TestApp, email: string, accepted?: string | null) => {
  const input = { name: "Zoë", email, password, ...(accepted !== undefined && { acceptedPrivacyStatement: accepted }) };
  return (await on.ask(SIGN_UP, { input })).data.signUp;
};
const ACCEPT = `mutation ($version: String!) { acceptPrivacyStatement(input: {version: $version}) {
  viewer { ${ACCEPTED} } userErrors { code path } } }`;

describe("the privacy statement", () => {
  it("is there for everybody, where the network has one", async () => {
    const query = "{ privacyStatement { version url } }";
    expect((await app.ask(query)).data.privacyStatement).toEqual(privacyStatement);
    expect((await without.ask(query)).data.privacyStatement).toBeNull();
  });

  it("is accepted at sign-up in its current version", async () => {
    for (const version of [undefined, null, "2025-01"])
      expect(await signUp(app, "weigert@test.example", version)).toMatchObject({
        session: null,
        userErrors: [
          {
            code: "INVALID_INPUT",
            path: ["input", "acceptedPrivacyStatement"],
            message: expect.stringContaining(`${privacyStatement.url}: send its version, 2026-11`),
          },
        ],
      });
    const before = Date.now();
    const { viewer, userErrors } = await signUp(app, "neemt.aan@test.example", "2026-11");
    expect(userErrors).toEqual([]);
    expect(viewer.acceptedPrivacyStatement.version).toBe("2026-11");
    expect(Date.parse(viewer.acceptedPrivacyStatement.acceptedAt)).toBeGreaterThanOrEqual(before);
  });

  it("is accepted when the sign-up was sent, where a mail confirms it", async () => {
    const email = "per.mail@test.example";
    expect(await signUp(mailing, email, "2026-11")).toMatchObject({ confirmationSent: true, userErrors: [] });
    const [pending] = await app.services.database.query<{ at: Date }>(
      sql`SELECT accepted_at AS at FROM pending_sign_up WHERE email = ${email}`,
    );
    const token = tokenIn((await mailbox.to(email))[0]!);
    const { data } = await mailing.ask(
      `mutation { confirmSignUp(input: {token: "${token}", password: "${password}"}) { viewer { ${ACCEPTED} } } }`,
    );
    expect(data.confirmSignUp.viewer.acceptedPrivacyStatement).toEqual({
      version: "2026-11",
      acceptedAt: pending!.at.toISOString(),
    });
  });

  it("blocks no account that was there before, which accepts it when it is asked to", async () => {
    const member = await builders(app.services.database.source.manager).buildMember();
    const token = await app.tokenOf(member.id);
    const query = `{ viewer { email ${ACCEPTED} } }`;
    expect((await app.ask(query, {}, token)).data.viewer).toEqual({
      email: expect.any(String),
      acceptedPrivacyStatement: null,
    });
    expect((await app.ask(ACCEPT, { version: "1" }, token)).data.acceptPrivacyStatement).toEqual({
      viewer: null,
      userErrors: [{ code: "INVALID_INPUT", path: ["input", "version"] }],
    });
    const accept = async () => (await app.ask(ACCEPT, { version: "2026-11" }, token)).data.acceptPrivacyStatement;
    const first = await accept();
    expect(first).toMatchObject({ viewer: { acceptedPrivacyStatement: { version: "2026-11" } }, userErrors: [] });
    expect(await accept()).toEqual(first);
    expect((await app.ask(ACCEPT, { version: "2026-11" })).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is not accepted where the network has none", async () => {
    expect((await signUp(without, "zonder@test.example", "2026-11")).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "acceptedPrivacyStatement"] },
    ]);
    expect(await signUp(without, "zonder@test.example")).toMatchObject({
      viewer: { acceptedPrivacyStatement: null },
      userErrors: [],
    });
  });
});
