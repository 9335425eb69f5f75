import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import { Role } from "../../src/core/access/role.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { askingForHelp } from "./asking-for-help.js";

let app: TestApp;
let on: ReturnType<typeof askingForHelp>;
beforeAll(async () => {
  app = await testApp();
  on = askingForHelp(app);
});
afterAll(() => app.end());

let ada: Person;
let bob: Person;
let id: string;
let ideaId: string;
const message = "Jij deed dit toch in Gent?";
beforeEach(async () => {
  [ada, bob] = [await on.person(), await on.person()];
  ideaId = (await on.question(ada)).id;
  id = (await on.ask(ada, bob, ideaId, { message })).request.id;
});

const exportOf = async (by: Person): Promise<Record<string, Record<string, unknown>[]>> => {
  const { url } = await on.mutate("exportMyData", by, {}, "url");
  const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
  return JSON.parse(strFromU8(files["data.json"]!));
};

describe("a request for help", () => {
  it("is in the exports of both, with how many each takes in a month", async () => {
    const of = async (by: Person) => (await exportOf(by)).help_request;
    expect(await of(ada)).toMatchObject([
      { id, direction: "SENT", withId: bob.id, ideaId, message, status: "PENDING" },
    ]);
    expect(await of(bob)).toMatchObject([{ id, direction: "RECEIVED", withId: ada.id, message }]);
    await on.takes(bob, 7);
    expect((await exportOf(bob)).account).toMatchObject([{ helpRequestsPerMonth: 7 }]);
  });

  it("is withdrawn and loses its words when one of the two leaves, whatever stays of their posts", async () => {
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    const carl = await on.person();
    const other = (await on.ask(carl, bob, (await on.question(carl)).id, { message })).request.id;
    await inTransaction(ctx, (tx) => eraseAccount(tx, ada.id, true));
    expect(await on.node(bob, id)).toMatchObject({ status: "WITHDRAWN", message: null, to: { id: bob.id } });
    await inTransaction(ctx, (tx) => eraseAccount(tx, bob.id, true));
    expect(await on.node(carl, other)).toMatchObject({ status: "WITHDRAWN", message: null, from: { id: carl.id } });
  });

  it("has a message that is reported by who received it, judged by moderators, and hidden from who received it alone", async () => {
    const { person, report, queue, decide } = moderating(app, on.build);
    const organiser = await person(Role.ORGANISER);
    expect(await on.node(organiser, id)).toBeNull();
    expect((await report(await on.person(), id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await report(bob, id)).userErrors).toEqual([]);
    expect(await on.node(organiser, id)).toMatchObject({ message });
    const reported = (await queue(organiser)).find(
      ({ subject }: { subject: { id: string } | null }) => subject?.id === id,
    );
    expect(reported).toMatchObject({ subjectKind: "HELP_REQUEST", affected: [{ id: ada.id }] });
    expect((await decide(organiser, reported.id, "HIDE")).userErrors).toEqual([]);
    expect([(await on.node(bob, id)).message, (await on.node(ada, id)).message]).toEqual([null, message]);
  });

  it("says nothing of a member who was hidden since, to who was asked", async () => {
    await app.services.database.source.query("UPDATE member SET hidden_at = now() WHERE id = $1", [ada.id]);
    expect(await on.node(bob, id)).toMatchObject({ from: null, message: null, status: "PENDING" });
    expect(await on.node(ada, id)).toMatchObject({ message });
  });

  it("is read in the same number of statements, however many there are", async () => {
    // Nothing is mailed beside what is counted.
    const asked = await on.person();
    await on.mutate("updateSettings", asked, { emailNotifications: false }, "");
    for (let n = 0; n < 3; n++) await on.asked(await on.person(), asked);
    await app.caughtUp();
    const statements = async (first: number) =>
      (await app.statements.ofRequests(() => on.requests(asked, `(first: ${first})`))).length;
    expect(await statements(3)).toBe(await statements(1));
    expect(await statements(3)).toBeLessThanOrEqual(4);
  });
});
