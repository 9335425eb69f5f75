import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { systemContext } from "../../src/core/graphql/context.js";
import { eraseDormant, warnDormant } from "../../src/domains/privacy/dormancy/dormancy.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent, holdMails, openMailbox, releaseMails, tokenIn, type Mailbox } from "../support/mailbox.js";

const dormancy = { afterDays: 730, warningDays: 30 };
const dayMs = 86_400_000;

let mailbox: Mailbox;
let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url, dormancy });
  build = builders(app.services.database.source.manager);
});
beforeEach(async () => {
  // Nobody of the test before is due.
  await query(sql`UPDATE account SET last_active_at = now(), erasure_due_at = NULL`);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

const query = <Row extends object>(statement: ReturnType<typeof sql>) => app.services.database.query<Row>(statement);
const context = () => systemContext(app.services, pino({ level: "silent" }));
const warn = () => warnDormant(context(), dormancy);
const erase = () => eraseDormant(context(), dormancy, new AbortController().signal);
/** A member who was last active so many days ago. */
const inactive = async (days: number, fields: Parameters<typeof build.buildMember>[0] = {}) => {
  const member = await build.buildMember(fields);
  const [account] = await query<{ email: string }>(sql`
    UPDATE account SET last_active_at = now() - make_interval(days => ${days}) WHERE member_id = ${member.id}
    RETURNING email`);
  return { ...member, email: account!.email };
};
/** So many days pass. */
const wait = (days: number) =>
  query(sql`
    UPDATE account SET last_active_at = last_active_at - make_interval(days => ${days}),
      erasure_due_at = erasure_due_at - make_interval(days => ${days})`);
const isErased = async ({ id }: { id: string }) =>
  (await query<{ erased: boolean }>(sql`SELECT erased_at IS NOT NULL AS erased FROM member WHERE id = ${id}`))[0]!
    .erased;
const dueOf = async ({ id }: { id: string }) =>
  (await query<{ due: Date | null }>(sql`SELECT erasure_due_at AS due FROM account WHERE member_id = ${id}`))[0]!.due;
const mailsTo = (email: string) => mailbox.received.filter(({ to }) => JSON.stringify(to).includes(email));

describe("a dormant account", () => {
  it("is warned by mail with the date, once, and erased on it; its posts stay under a former member", async () => {
    const ada = await inactive(705, { name: "Ada Dormant" });
    const idea = await build.buildIdea({ authorId: ada.id, title: "Blijft staan" });
    await inactive(695);
    expect([await warn(), await warn(), await erase()]).toEqual([1, 0, 0]);
    const [mail] = await mailbox.to(ada.email);
    const date = new Intl.DateTimeFormat("nl-BE", { dateStyle: "long", timeZone: "Europe/Brussels" });
    expect(mail!.subject).toBe(`Je account wordt gewist op ${date.format(Date.now() + 30 * dayMs)}`);
    await wait(29);
    expect(await erase()).toBe(0);
    await wait(1);
    expect([await erase(), await isErased(ada)]).toEqual([1, true]);
    const posted = `query ($id: ID!) { node(id: $id) { ... on Idea { title author { name } } } }`;
    expect((await app.ask(posted, { id: idea.id })).data.node).toMatchObject({ title: "Blijft staan" });
    expect(readFileSync(join(app.dataDir, "erasures.log"), "utf8")).toContain(`${ada.id} KEEP `);
    await allSent(app);
    expect(mailsTo(ada.email)).toHaveLength(1);
  });

  it("is used again by signing in, also after the warning", async () => {
    const member = await inactive(710);
    await warn();
    await mailbox.to(member.email);
    await app.ask(`mutation { requestPasswordReset(input: {email: "${member.email}"}) { userErrors { code } } }`);
    const token = tokenIn((await mailbox.to(member.email, 2))[1]!);
    await app.ask(
      `mutation { resetPassword(input: {token: "${token}", newPassword: "vier woorden zijn genoeg"}) { userErrors { code } } }`,
    );
    expect(await dueOf(member)).toBeNull();
    await wait(31);
    expect([await erase(), await isErased(member)]).toEqual([0, false]);
    await wait(700);
    expect(await warn()).toBeGreaterThan(0);
  });

  it("is warned for as long as is set, however long nobody looked", async () => {
    const member = await inactive(2_000);
    expect([await erase(), await warn()]).toEqual([0, 1]);
    expect((await dueOf(member))!.getTime()).toBeGreaterThan(Date.now() + 29.9 * dayMs);
  });

  it("is no account from before activity was recorded: its time begins when it is looked at first", async () => {
    const member = await inactive(0);
    await query(sql`UPDATE account SET last_active_at = NULL WHERE member_id = ${member.id}`);
    expect([await warn(), await dueOf(member)]).toEqual([0, null]);
    await wait(705);
    expect(await warn()).toBeGreaterThan(0);
  });

  it("is warned again when the setting was off in the meantime", async () => {
    const member = await inactive(705);
    await warn();
    await wait(365);
    expect([await erase(), await warn()]).toEqual([0, 1]);
    expect(await isErased(member)).toBe(false);
  });

  it("is not erased when the warning could not be sent for a day, unless its address is refused for good", async () => {
    const [away, unknown] = [await inactive(705), await inactive(706)];
    await holdMails(app);
    await warn();
    const old = (id: string) =>
      query(sql`UPDATE outbox SET created_at = now() - interval '2 days' WHERE payload->>'memberId' = ${id}`);
    await old(away.id);
    await query(sql`UPDATE account SET email = 'onbekend@refused.example' WHERE member_id = ${unknown.id}`);
    await old(unknown.id);
    // The server takes recipients of this address no more, and fails at everything else.
    mailbox.refuseWith(451);
    mailbox.refuseRecipient("onbekend@refused.example");
    await releaseMails(app);
    await allSent(app);
    mailbox.refuseWith(null);
    expect([await dueOf(away), await dueOf(unknown)]).toEqual([null, expect.any(Date)]);
  });

  it("stays when it is the last administrator's", async () => {
    const admin = await inactive(705, { roles: [Role.ADMIN] });
    await warn();
    await wait(40);
    expect([await erase(), await isErased(admin)]).toEqual([0, false]);
    await build.buildMember({ roles: [Role.ADMIN] });
    expect([await erase(), await isErased(admin)]).toEqual([1, true]);
  });

  it("is looked after by a job, only where a time is set", async () => {
    expect(app.services.jobs.jobs.map(({ declaration }) => declaration.name)).toContain("dormancy");
    const without = await testApp(app.databaseUrl, { smtpUrl: mailbox.url });
    expect(without.services.jobs.jobs.map(({ declaration }) => declaration.name)).not.toContain("dormancy");
    await without.end();
    const member = await inactive(705);
    const job = app.services.jobs.jobs.find(({ declaration }) => declaration.name === "dormancy")!;
    await job.declaration.run(new AbortController().signal);
    expect(await dueOf(member)).not.toBeNull();
  });
});
