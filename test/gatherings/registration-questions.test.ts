import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Sealer } from "../../src/core/sealing/sealer.js";
import { gatheringRetention } from "../../src/domains/gatherings/gathering.retention.js";
import { resealAnswersJob } from "../../src/domains/gatherings/questions/reseal-answers.job.js";
import { testApp, testConfig, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let host: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  host = await on.organiser();
});
afterAll(() => app.end());

const needs = { text: "Wat hebben we nodig om je te ontvangen?", kind: "TEXT" };
const meal = { text: "Wat eet je?", kind: "CHOICE", options: ["Vlees", "Vegetarisch"], required: true };
const train = { text: "Kom je met de trein?", kind: "YES_NO" };
const QUESTIONS = "id version questions { id text kind options required }";
const ANSWERS = "answers { question { text } text choice yes }";

interface Question {
  id: string;
  text: string;
}
const asking = async (...questions: object[]): Promise<{ id: string; questions: Question[] }> => {
  const { id } = await on.schedule(host, { questions });
  return on.read(id, undefined, QUESTIONS);
};
const answersSeenBy = async (by: Person | undefined, gatheringId: string) => {
  const all = `registrations(statuses: [GOING, WAITLISTED]) { nodes { ${ANSWERS} } }`;
  return (await on.read(gatheringId, by, all)).registrations.nodes;
};
const stored = (): Promise<{ registration_id: string; sealed: string }[]> =>
  app.services.database.query(sql`SELECT * FROM registration_answers`);

describe("the questions of a host", () => {
  it("are seen by all, and answered on registering; the answers by the hosts and whoever gave them alone", async () => {
    const { id, questions } = await asking(needs, meal, train);
    expect(questions).toMatchObject([
      { ...needs, options: [], required: false },
      meal,
      { ...train, options: [], required: false },
    ]);
    const member = await on.person();
    const answers = [
      { questionId: questions[0]!.id, text: "Een ringleiding voor mijn hoorapparaat" },
      { questionId: questions[1]!.id, choice: "Vegetarisch" },
      { questionId: questions[2]!.id, yes: false },
    ];
    expect((await on.register(member, id, { answers })).userErrors).toEqual([]);
    const given = [
      { question: { text: needs.text }, text: answers[0]!.text, choice: null, yes: null },
      { question: { text: meal.text }, text: null, choice: "Vegetarisch", yes: null },
      { question: { text: train.text }, text: null, choice: null, yes: false },
    ];
    for (const by of [host, member]) expect(await answersSeenBy(by, id)).toEqual([{ answers: given }]);
    for (const by of [await on.organiser(), await on.person()])
      expect(await answersSeenBy(by, id)).toEqual([{ answers: null }]);
  });

  it("stand encrypted in the database, where nobody can move them to another registration", async () => {
    const { id, questions } = await asking(needs);
    const [one, other] = [await on.person(), await on.person()];
    const answer = (text: string) => ({ answers: [{ questionId: questions[0]!.id, text }] });
    await on.register(one, id, answer("Geheim van één"));
    const { registration } = await on.register(other, id, answer("Geheim van twee"));
    const rows = await stored();
    expect(JSON.stringify(rows)).not.toContain("Geheim");
    for (const { sealed } of rows)
      expect(Buffer.from(sealed.split(".")[3]!, "base64url").toString("latin1")).not.toContain("Geheim");
    const sealer = new Sealer(testConfig("").dataKeys!);
    const theirs = rows.find((row) => row.registration_id === registration.id)!.sealed;
    await expect(sealer.open(registration.id, theirs)).resolves.toEqual({ [questions[0]!.id]: "Geheim van twee" });
    await expect(sealer.open(rows.find(({ sealed }) => sealed !== theirs)!.registration_id, theirs)).rejects.toThrow();
    await expect(
      new Sealer(["another secret, just as long as it has to be"]).open(registration.id, theirs),
    ).rejects.toThrow();
  });

  it.each([
    ["a required one without an answer", () => [], "answers", "REQUIRED"],
    [
      "an option that there is not",
      ([, id]: string[]) => [{ questionId: id, choice: "Vis" }],
      "answers.0.choice",
      "NOT_ALLOWED",
    ],
    [
      "a text where a choice is asked",
      ([, id]: string[]) => [{ questionId: id, text: "Vis" }],
      "answers.0.text",
      "NOT_ALLOWED",
    ],
    ["another question", () => [{ questionId: "nergens", text: "Vis" }], "answers.0.questionId", "UNKNOWN"],
    [
      "a text that is too long",
      ([id]: string[]) => [{ questionId: id, text: "a".repeat(501) }],
      "answers.0.text",
      "TOO_LONG",
    ],
    [
      "two answers to one",
      ([, id]: string[]) => [
        { questionId: id, choice: "Vlees" },
        { questionId: id, choice: "Vlees" },
      ],
      "answers.1.questionId",
      "DUPLICATE",
    ],
  ] as const)("%s is refused, and nobody is registered", async (_what, answersFor, field, problem) => {
    const { id, questions } = await asking(needs, meal);
    const member = await on.person();
    const answers = answersFor(questions.map((question) => question.id));
    expect((await on.register(member, id, { answers })).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", ...field.split(".")], problem },
    ]);
    expect((await on.read(id, member, "viewerRegistration { id }")).viewerRegistration).toBeNull();
  });

  it.each([
    ["eleven of them", Array(11).fill(train), "questions", "TOO_MANY"],
    ["a choice of one", [{ ...meal, options: ["Vlees"] }], "questions.0.options", "OUT_OF_RANGE"],
    ["the same option twice", [{ ...meal, options: ["Vlees", "Vlees"] }], "questions.0.options", "DUPLICATE"],
    ["options of a text", [{ ...needs, options: ["Ja", "Nee"] }], "questions.0.options", "NOT_ALLOWED"],
    ["an empty text", [{ ...needs, text: " " }], "questions.0.text", "REQUIRED"],
  ] as const)("%s are refused", async (_what, questions, field, problem) => {
    expect(await on.refused("scheduleGathering", host, on.plan({ questions }))).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", ...field.split(".")], problem },
    ]);
  });

  it("keep their answers when they are edited by id, and lose them when they are left out", async () => {
    const { id, questions } = await asking(needs, train);
    const [{ id: needsId }, { id: trainId }] = questions as [Question, Question];
    const member = await on.person();
    await on.register(member, id, {
      answers: [
        { questionId: needsId, text: "Niets" },
        { questionId: trainId, yes: true },
      ],
    });
    const edited = { id: needsId, text: "Heb je iets nodig?", kind: "TEXT" };
    const refused = await on.refused("editGathering", host, {
      ...{ id, version: 1 },
      questions: [{ ...edited, kind: "YES_NO" }],
    });
    expect(refused).toMatchObject([{ path: ["input", "questions", "0", "kind"], problem: "NOT_ALLOWED" }]);
    const unknown = await on.refused("editGathering", host, {
      id,
      version: 1,
      questions: [{ ...train, id: on.day(1) }],
    });
    expect(unknown).toMatchObject([{ path: ["input", "questions", "0", "id"], problem: "UNKNOWN" }]);
    await on.done("editGathering", host, { id, version: 1, questions: [edited] });
    const rows = await stored();
    const sealer = new Sealer(testConfig("").dataKeys!);
    const opened = await Promise.all(rows.map((row) => sealer.open(row.registration_id, row.sealed)));
    expect(opened.filter((answers) => trainId in (answers as object))).toEqual([]);
    expect(await answersSeenBy(host, id)).toEqual([
      { answers: [{ question: { text: edited.text }, text: "Niets", choice: null, yes: null }] },
    ]);
  });

  it("are answered otherwise as long as the gathering is not over", async () => {
    const { id, questions } = await asking(train);
    const member = await on.person();
    await on.register(member, id);
    const answers = [{ questionId: questions[0]!.id, yes: true }];
    const again = (by: Person) =>
      on.mutate("answerRegistrationQuestions", by, { gatheringId: id, answers }, `registration { ${ANSWERS} }`);
    expect((await again(member)).registration.answers).toMatchObject([{ yes: true }]);
    expect((await again(await on.person())).userErrors).toMatchObject([{ code: "NOT_REGISTERED" }]);
  });

  it("are the same when a lost answer is asked for again, with the same key", async () => {
    const input = { ...on.plan({ questions: [train] }), idempotencyKey: on.day(3) };
    const ids = [await on.done("scheduleGathering", host, input), await on.done("scheduleGathering", host, input)];
    expect(ids[0].id).toBe(ids[1].id);
  });

  it("are answered once for a whole series", async () => {
    const recurrence = "FREQ=WEEKLY;COUNT=3";
    const fields = `gathering { questions { id } series { id gatherings(first: 5) { nodes { id } } } }`;
    const made = await on.mutate("scheduleGathering", host, on.plan({ recurrence, questions: [meal] }), fields);
    const { questions, series } = made.gathering;
    const member = await on.person();
    const register = (answers: object[]) =>
      on.mutate("registerForSeries", member, { seriesId: series.id, answers }, "seriesRegistration { id }");
    expect((await register([])).userErrors).toMatchObject([{ path: ["input", "answers"], problem: "REQUIRED" }]);
    expect((await register([{ questionId: questions[0].id, choice: "Vlees" }])).userErrors).toEqual([]);
    for (const { id } of series.gatherings.nodes)
      expect(await answersSeenBy(host, id)).toMatchObject([{ answers: [{ choice: "Vlees" }] }]);
  });

  it("cannot be asked while there is no key to encrypt the answers with", async () => {
    const keyless = await testApp(app.databaseUrl, { dataKeys: undefined, production: true });
    const { userErrors } = await organising(keyless).mutate("scheduleGathering", host, on.plan({ questions: [train] }));
    expect(userErrors).toMatchObject([{ path: ["input", "questions"], message: expect.stringContaining("DATA_KEY") }]);
    await keyless.stop();
  });
});

describe("answers are deleted", () => {
  const answered = async (): Promise<{ id: string; member: Person; registrationId: string }> => {
    const { id, questions } = await asking(train);
    const member = await on.person();
    const answers = [{ questionId: questions[0]!.id, yes: true }];
    const { registration } = await on.register(member, id, { answers });
    return { id, member, registrationId: registration.id };
  };
  const isStored = async (registrationId: string): Promise<boolean> =>
    (await stored()).some((row) => row.registration_id === registrationId);

  it("with the registration that is cancelled, or declined by a host", async () => {
    const [cancelled, declined] = [await answered(), await answered()];
    await on.cancelRegistration(cancelled.member, cancelled.id);
    await on.mutate("decideRegistration", host, { id: declined.registrationId, accept: false }, "registration { id }");
    for (const { registrationId } of [cancelled, declined]) expect(await isStored(registrationId)).toBe(false);
  });

  it("30 days after the gathering, and not before", async () => {
    const [recent, old] = [await answered(), await answered()];
    const held = (id: string, days: number) =>
      app.services.database.query(sql`
        UPDATE gathering SET starts_at = now() - ${days} * interval '1 day' - interval '2 hours',
          ends_at = now() - ${days} * interval '1 day' - interval '1 hour' WHERE id = ${id}`);
    await held(recent.id, 29);
    await held(old.id, 30);
    for (const statement of gatheringRetention) await app.services.database.query(statement);
    expect([await isStored(recent.registrationId), await isStored(old.registrationId)]).toEqual([true, false]);
  });
});

describe("the key of the answers", () => {
  it("can be replaced: what the former one sealed is sealed by the new one, and can then be read by it alone", async () => {
    const { id, questions } = await asking(needs);
    const member = await on.person();
    await on.register(member, id, { answers: [{ questionId: questions[0]!.id, text: "Een lift" }] });
    const [former] = testConfig("").dataKeys!;
    const key = "a new key for what tests seal, long enough as well";
    const both = new Sealer([key, former!]);
    const job = resealAnswersJob(app.services, both, pino({ level: "silent" }));
    await job.run(new AbortController().signal);
    for (const row of await stored()) {
      expect(both.isCurrent(row.sealed)).toBe(true);
      await new Sealer([key]).open(row.registration_id, row.sealed);
    }
    const next = await testApp(app.databaseUrl, { dataKeys: [key] });
    const seen = await organising(next).read(id, host, `registrations { nodes { ${ANSWERS} } }`);
    expect(seen.registrations.nodes).toMatchObject([{ answers: [{ text: "Een lift" }] }]);
    await next.stop();
    // For the tests after this one.
    await resealAnswersJob(app.services, new Sealer([former!, key]), pino({ level: "silent" })).run(
      new AbortController().signal,
    );
  });
});
