import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";

let mailbox: Mailbox;
let app: TestApp;
let members: ReturnType<typeof notifying>;
let imported: Person & { email: string };
let other: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  members = notifying(app);
});
beforeEach(async () => {
  const member = await members.build.buildMember({ source: "lijst", sourceId: `${Math.random()}` });
  const [account] = await app.services.database.query<{ email: string }>(
    sql`SELECT email FROM account WHERE member_id = ${member.id}`,
  );
  imported = Object.assign(member, { token: await app.tokenOf(member.id), email: account!.email });
  other = await members.person();
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

const password = "vier woorden zijn genoeg";
const signInByMail = async () => {
  await app.ask(`mutation { requestPasswordReset(input: {email: "${imported.email}"}) { userErrors { code } } }`);
  const token = tokenIn((await mailbox.to(imported.email)).at(-1)!);
  const { data } = await app.ask(
    `mutation { resetPassword(input: {token: "${token}", newPassword: "${password}"}) { session { accessToken } userErrors { code } } }`,
  );
  expect(data.resetPassword.userErrors).toEqual([]);
  // The new password has ended what was signed in before.
  imported.token = data.resetPassword.session.accessToken;
};
const ask = () =>
  members.mutate("requestCollaboration", other, { memberId: imported.id, message: "Samen?" }, "request { id }");
const subjects = () => mailbox.received.filter(({ to }) => JSON.stringify(to).includes(imported.email));

describe("an imported member", () => {
  it("gets no notifications before they have signed in once, and those from then on", async () => {
    await members.commentAnew(other, imported.id);
    await members.allMade();
    expect(await members.list(imported)).toEqual([]);
    await signInByMail();
    const id = await members.commentAnew(other, imported.id);
    expect((await members.has(imported, 1)).map(({ comment }) => comment?.id)).toEqual([id]);
  });

  it("gets no news by mail before they have signed in once, and finds it afterwards", async () => {
    await ask();
    await app.caughtUp();
    await allSent(app);
    expect(subjects()).toEqual([]);
    await signInByMail();
    const requests = `{ viewer { collaborationRequests { nodes { message } } } }`;
    expect((await app.ask(requests, {}, imported.token)).data.viewer.collaborationRequests.nodes).toEqual([
      { message: "Samen?" },
    ]);
  });

  it("gets news by mail once they have signed in", async () => {
    await signInByMail();
    await ask();
    await app.caughtUp();
    // The mails about the password, and that about the request.
    const mails = await mailbox.to(imported.email, 3);
    expect(mails.at(-1)!.text).toContain(other.name);
  });

  it("has signed in with a refreshed session, as of a process of the version before", async () => {
    await signInByMail();
    const signedIn = await app.ask(
      `mutation { signIn(input: {email: "${imported.email}", password: "${password}"}) { session { refreshToken } } }`,
    );
    await app.services.database.query(
      sql`UPDATE account SET first_signed_in_at = NULL WHERE member_id = ${imported.id}`,
    );
    const { refreshToken } = signedIn.data.signIn.session;
    await app.ask(`mutation { refreshSession(input: {refreshToken: "${refreshToken}"}) { userErrors { code } } }`);
    const [account] = await app.services.database.query<{ at: Date | null }>(
      sql`SELECT first_signed_in_at AS at FROM account WHERE member_id = ${imported.id}`,
    );
    expect(account!.at).not.toBeNull();
  });
});
