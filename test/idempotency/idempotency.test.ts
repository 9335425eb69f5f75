import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { isInputObjectType, isNonNullType, type GraphQLInputType } from "graphql";
import { v7 as uuidv7 } from "uuid";
import { retentionJob } from "../../src/core/jobs/retention.job.js";
import { retention } from "../../src/app/contributions.js";
import { schema } from "../../src/app/schema.js";
import { Role } from "../../src/core/access/role.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { forgetAttempts } from "../support/mailbox.js";

// Two services on one database: a client that lost the connection to the one repeats its request to the other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
beforeAll(async () => {
  one = await testApp(undefined, { writeLimits: true });
  two = await testApp(one.databaseUrl, { writeLimits: true });
  build = builders(one.services.database.source.manager);
  act = moderating(one, build);
});
afterAll(async () => {
  await two.end();
  await one.end();
});

const db = () => one.services.database;
const count = async (table: string): Promise<number> =>
  (await db().source.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM ${table}`))[0]!.count;

interface Keyed {
  mutation: string;
  /** The field of the payload with what it makes. */
  made: string;
  table: string;
  /** An input that can be repeated, who sends it, and the field whose change makes it another request. */
  prepare: () => Promise<{ by: Person | null; input: Record<string, unknown>; other: Record<string, unknown> }>;
}

/** A member who was asked to collaborate, and the id of the request. */
async function asked(): Promise<{ by: Person; requestId: string }> {
  const [from, by] = [await act.person(), await act.person()];
  const { data } = await one.ask(
    `mutation ($to: ID!) { requestCollaboration(input: {memberId: $to, message: "Samen?"}) { request { id } } }`,
    { to: by.id },
    from.token,
  );
  return { by, requestId: data.requestCollaboration.request.id as string };
}

/** A gathering of tomorrow. */
const plan = () => ({
  title: "Samen fietsen",
  format: "OPEN_EXCHANGE",
  startsAt: new Date(Date.now() + 86_400_000).toISOString(),
});

const keyedMutations: Keyed[] = [
  {
    mutation: "commentOnIdea",
    made: "comment",
    table: "comment",
    prepare: async () => ({
      by: await act.person(),
      input: { ideaId: (await build.buildIdea()).id, body: "Ik doe mee." },
      other: { body: "Ik doe niet mee." },
    }),
  },
  {
    mutation: "requestCollaboration",
    made: "request",
    table: "collaboration_request",
    prepare: async () => ({
      by: await act.person(),
      input: { memberId: (await act.person()).id, message: "Samen?" },
      other: { message: "Toch samen?" },
    }),
  },
  {
    mutation: "respondToCollaborationRequest",
    made: "request",
    table: "collaboration",
    prepare: async () => {
      const { by, requestId } = await asked();
      return { by, input: { id: requestId, accept: true }, other: { accept: false } };
    },
  },
  {
    mutation: "leaveMessage",
    made: "message",
    table: "message",
    prepare: async () => ({ by: await act.person(), input: { body: "Hallo." }, other: { body: "Dag." } }),
  },
  {
    mutation: "answerMessage",
    made: "answer",
    table: "message_answer",
    prepare: async () => ({
      by: await act.person(Role.ORGANISER),
      input: { id: (await build.buildLeftMessage({ email: "wie@elders.example" })).id, body: "Kom maar." },
      other: { body: "Kom niet." },
    }),
  },
  {
    mutation: "report",
    made: "report",
    table: "report",
    prepare: async () => ({
      by: await act.person(),
      input: { subjectId: (await build.buildIdea()).id, reason: "SPAM" },
      other: { reason: "ABUSE" },
    }),
  },
  {
    mutation: "decideCase",
    made: "decision",
    table: "moderation_decision",
    prepare: async () => {
      const by = await act.person(Role.ADMIN);
      const { id } = await act.reportedCase((await build.buildIdea()).id, by);
      return { by, input: { caseId: id, kind: "HIDE", reason: "Reclame." }, other: { kind: "DISMISS" } };
    },
  },
  {
    mutation: "scheduleGathering",
    made: "gathering",
    table: "gathering",
    prepare: async () => ({
      by: await act.person(Role.ORGANISER),
      input: plan(),
      other: { title: "Alleen fietsen" },
    }),
  },
  {
    mutation: "proposeGathering",
    made: "gathering",
    table: "gathering",
    prepare: async () => ({ by: await act.person(), input: plan(), other: { title: "Alleen fietsen" } }),
  },
  {
    mutation: "joinForces",
    made: "request",
    table: "collaboration_request",
    prepare: async () => ({
      by: await act.person(),
      input: { ideaId: (await build.buildIdea()).id, message: "Samen?" },
      other: { message: "Toch samen?" },
    }),
  },
  {
    mutation: "inviteToCollaboration",
    made: "request",
    table: "collaboration_request",
    prepare: async () => {
      const by = await act.person();
      const { id: collaborationId } = await build.buildCollaboration([by, await act.person()]);
      const input = { collaborationId, memberId: (await act.person()).id, message: "Samen?" };
      return { by, input, other: { message: "Toch samen?" } };
    },
  },
  {
    mutation: "startCollaboration",
    made: "requests",
    table: "collaboration_request",
    prepare: async () => {
      const [by, member] = [await act.person(), await act.person()];
      const { id: gatheringId } = await build.buildGathering({
        startsAt: new Date(Date.now() - 86_400_000),
        hosts: [by],
      });
      await build.buildRegistration({ gatheringId, memberId: member.id });
      return { by, input: { gatheringId, memberIds: [member.id], message: "Samen?" }, other: { message: "Toch?" } };
    },
  },
  {
    mutation: "mailParticipants",
    made: "mail",
    table: "host_mail",
    prepare: async () => {
      const by = await act.person();
      const { id: gatheringId } = await build.buildGathering({ hosts: [by] });
      await build.buildRegistration({ gatheringId });
      const input = { gatheringId, recipients: ["GOING"], subject: "Tot dan", body: "Breng je fiets mee." };
      return { by, input, other: { subject: "Tot straks" } };
    },
  },
  {
    mutation: "sendMessage",
    made: "message",
    table: "collaboration_message",
    prepare: async () => {
      const by = await act.person();
      const { id: collaborationId } = await build.buildCollaboration([by, await act.person()]);
      return { by, input: { collaborationId, body: "Dag!" }, other: { body: "Tot straks!" } };
    },
  },
  {
    mutation: "sharePractice",
    made: "practice",
    table: "practice",
    prepare: async () => ({
      by: await act.person(),
      input: { kind: "INSTRUMENT", title: "Deelmethode", summary: "Samen delen.", themes: [] },
      other: { title: "Andere methode" },
    }),
  },
  {
    mutation: "recordPracticeUse",
    made: "use",
    table: "practice_use",
    prepare: async () => ({
      by: await act.person(),
      input: { practiceId: (await build.buildPractice()).id, result: "Het werkte.", wouldUseAgain: true },
      other: { wouldUseAgain: false },
    }),
  },
  {
    mutation: "createLearningTrack",
    made: "track",
    table: "learning_track",
    prepare: async () => ({
      by: await act.person(Role.ORGANISER),
      input: { title: "Leren delen" },
      other: { title: "Anders" },
    }),
  },
  {
    mutation: "duplicateLearningTrack",
    made: "track",
    table: "learning_track",
    prepare: async () => ({
      by: await act.person(Role.ORGANISER),
      input: { id: (await build.buildTrack()).id },
      other: { title: "Anders" },
    }),
  },
  {
    mutation: "createTheme",
    made: "theme",
    table: "theme",
    prepare: async () => ({
      by: await act.person(Role.ORGANISER),
      input: { labels: { nl: "Deelmobiliteit" } },
      other: { labels: { nl: "Fietsdelen" } },
    }),
  },
  {
    mutation: "suggestTheme",
    made: "suggestion",
    table: "theme_suggestion",
    prepare: async () => ({
      by: await act.person(),
      input: { label: "Deeltuinen", language: "NL" },
      other: { label: "Buurttuinen" },
    }),
  },
  {
    mutation: "inviteCoAuthor",
    made: "invitation",
    table: "co_author_invitation",
    prepare: async () => {
      const by = await act.person();
      const ideaId = (await build.buildIdea({ authorId: by.id })).id;
      return { by, input: { ideaId, memberId: (await act.person()).id }, other: { memberId: (await act.person()).id } };
    },
  },
  {
    mutation: "saveIdeaDraft",
    made: "draft",
    table: "idea_draft",
    prepare: async () => ({ by: await act.person(), input: { title: "Zeepkist" }, other: { title: "Zeepkisten" } }),
  },
  {
    mutation: "askForHelp",
    made: "request",
    table: "help_request",
    prepare: async () => {
      const by = await act.person();
      const { id: ideaId } = await build.buildIdea({ authorId: by.id, kind: IdeaKind.QUESTION });
      const input = { ideaId, memberId: (await act.person()).id, message: "Help je?" };
      return { by, input, other: { message: "Help je toch?" } };
    },
  },
];

/** What makes nothing anew when it is repeated, or cannot be recognised by what the client knows. */
const withoutKey: Record<string, string[]> = {
  "sets what is so, and a repetition finds it so": [
    "acceptPrivacyStatement",
    "archiveTheme",
    "answerRegistrationQuestions",
    "assignMessage",
    "blockMember",
    "cancelGuestRegistration",
    "cancelRegistration",
    "cancelSeriesRegistration",
    "changeGuestRegistration",
    "confirmGuestRegistration",
    "checkIn",
    "decideAgendaItem",
    "decidePractice",
    "decideThemeSuggestion",
    "decideRegistration",
    "dismissSuggestion",
    "grantRole",
    "importVocabulary",
    "inviteToGathering",
    "enrolInTrack",
    "leaveTrack",
    "markStep",
    "leaveCollaboration",
    "markAnswer",
    "markMessagesRead",
    "mergeOrganisations",
    "markNotificationsRead",
    "mergeThemes",
    "orderAgenda",
    "proposeAgendaItem",
    "registerForGathering",
    "releaseMessage",
    "registerForSeries",
    "restoreSuggestion",
    "reviveTheme",
    "revokeCalendarAddress",
    "revokeCheckInLink",
    "revokeRole",
    "revokeSession",
    "setInterests",
    "signOut",
    "stopHosting",
    "followIdea",
    "discardIdeaDraft",
    "postIdeaDraft",
    "removeCoAuthor",
    "respondToCoAuthorInvitation",
    "supportIdea",
    "undoCheckIn",
    "unblockMember",
    "unfollowIdea",
    "unsupportIdea",
    "updateProfile",
    "updateSettings",
    "withdrawAgendaItem",
    "withdrawCollaborationRequest",
    "declineHelpRequest",
    "withdrawGatheringProposal",
    "withdrawHelpRequest",
    "withdrawComment",
    "withdrawIdea",
    "withdrawPractice",
    "withdrawSharing",
  ],
  "gives a new address, and the one before is void": ["createCheckInLink"],
  "counts a suggestion as shown once a day": ["recordShownSuggestions"],
  "is based on a version, which a repetition has no longer": [
    "acceptGatheringProposal",
    "cancelGathering",
    "declineGatheringProposal",
    "editGathering",
    "editLearningTrack",
    "publishLearningTrack",
    "withdrawLearningTrack",
    "editComment",
    "updateIdeaStatus",
    "editIdea",
    "editOrganisation",
    "editPractice",
    "editPracticeUse",
    "editTheme",
    "recordOutcome",
    "updateCollaboration",
  ],
  "ends what it found, and a repetition is told so": [
    "declinePracticeContact",
    "discardMessage",
    "answerSharing",
    "handleMessage",
    "proposeToShare",
    "reverseDecision",
  ],
  "uses a secret, or a link that works once; mails are bounded by who gets them": [
    "acceptInvitation",
    "answerSharingByLink",
    "changePassword",
    "completeSignIn",
    "confirmEmailChange",
    "confirmErasure",
    "confirmSignUp",
    "eraseMyAccount",
    "exportMyData",
    "refreshSession",
    "followThemeByMail",
    "registerAsGuest",
    "renewCalendarAddress",
    "requestEmailChange",
    "requestPasswordReset",
    "resetPassword",
    "signIn",
    "signUp",
  ],
};

const send = async (app: TestApp, { mutation, made }: Keyed, by: Person | null, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  const answer = await app.ask(
    `mutation ($input: ${type}) { answer: ${mutation}(input: $input) { made: ${made} { id } userErrors { code path } } }`,
    { input },
    by?.token,
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  // What makes several things makes one here.
  return { ...answer.data.answer, made: [answer.data.answer.made].flat()[0] } as {
    made: { id: string } | null;
    userErrors: { code: string; path: string[] }[];
  };
};
const conflict = [{ code: "IDEMPOTENCY_CONFLICT", path: ["input", "idempotencyKey"] }];

describe.each(keyedMutations.map((keyed) => [keyed.mutation, keyed] as const))("%s with a key", (_name, keyed) => {
  it("makes one thing, however often it is repeated, one after the other or at once, in all processes", async () => {
    const { by, input } = await keyed.prepare();
    const before = await count(keyed.table);
    const keyedInput = { ...input, idempotencyKey: uuidv7() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => send(n % 2 === 0 ? one : two, keyed, by, keyedInput)),
    );
    answers.push(await send(two, keyed, by, keyedInput));
    const id = answers[0]!.made!.id;
    expect(answers).toEqual(Array.from({ length: 9 }, () => ({ made: { id }, userErrors: [] })));
    expect(await count(keyed.table)).toBe(before + 1);
  });

  it("is a conflict when the content is another, and changes nothing then", async () => {
    const { by, input, other } = await keyed.prepare();
    const idempotencyKey = uuidv7();
    await send(one, keyed, by, { ...input, idempotencyKey });
    const before = await count(keyed.table);
    expect(await send(two, keyed, by, { ...input, ...other, idempotencyKey })).toEqual({
      made: null,
      userErrors: conflict,
    });
    expect(await count(keyed.table)).toBe(before);
  });

  it("uses up no key when it is refused", async () => {
    const { by, input } = await keyed.prepare();
    const idempotencyKey = uuidv7();
    const nothing = Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, /Id$|^id$/.test(name) ? uuidv7() : value]),
    );
    const untitled = { title: " " };
    const empty = {
      ...{ leaveMessage: { body: " " }, scheduleGathering: untitled, proposeGathering: untitled },
      ...{ sharePractice: untitled, createLearningTrack: untitled, saveIdeaDraft: { title: "een\ntwee" } },
      ...{ createTheme: { labels: { nl: " " } }, suggestTheme: { label: " ", language: "NL" } },
    };
    const bad = keyed.mutation in empty ? { ...input, ...empty[keyed.mutation as keyof typeof empty] } : nothing;
    expect((await send(one, keyed, by, { ...bad, idempotencyKey })).made).toBeNull();
    expect((await send(one, keyed, by, { ...input, idempotencyKey })).userErrors).toEqual([]);
  });
});

describe("an idempotency key", () => {
  const [comments, requests] = [keyedMutations[0]!, keyedMutations[1]!];
  const messages = keyedMutations[3]!;

  it("belongs to one caller: another who uses it makes something of their own", async () => {
    const { by, input } = await comments.prepare();
    const keyedInput = { ...input, idempotencyKey: "1" };
    const first = await send(one, comments, by, keyedInput);
    const second = await send(one, comments, await act.person(), keyedInput);
    expect(second.userErrors).toEqual([]);
    expect(second.made!.id).not.toBe(first.made!.id);
  });

  it("is for one mutation", async () => {
    const { by, input } = await comments.prepare();
    await send(one, comments, by, { ...input, idempotencyKey: "2" });
    const request = { memberId: (await act.person()).id, message: "Samen?", idempotencyKey: "2" };
    expect((await send(one, requests, by, request)).userErrors).toEqual(conflict);
  });

  it("counts together with the content for who is not signed in: nobody gets what a stranger sent", async () => {
    await forgetAttempts(one);
    const message = { body: "Hallo van buiten.", idempotencyKey: "3" };
    const first = await send(one, messages, null, message);
    expect(await send(two, messages, null, message)).toEqual(first);
    const other = await send(one, messages, null, { ...message, body: "Iets anders." });
    expect(other.userErrors).toEqual([]);
    expect(other.made!.id).not.toBe(first.made!.id);
  });

  it("has its repetitions not counted among what the member writes", async () => {
    await forgetAttempts(one);
    const { by, input } = await messages.prepare();
    const keyedInput = { ...input, idempotencyKey: uuidv7() };
    for (let n = 0; n < 8; n++) expect((await send(one, messages, by, keyedInput)).userErrors).toEqual([]);
    // Five messages at once are the limit, of which one is used.
    for (let n = 0; n < 4; n++) expect((await send(one, messages, by, input)).userErrors).toEqual([]);
    expect((await send(one, messages, by, input)).userErrors).toMatchObject([{ code: "TRY_AGAIN" }]);
    expect((await send(one, messages, by, keyedInput)).userErrors).toEqual([]);
  });

  it("names what is not there any more as not found", async () => {
    const { by, input } = await comments.prepare();
    const keyedInput = { ...input, idempotencyKey: uuidv7() };
    const { made } = await send(one, comments, by, keyedInput);
    await db().query(sql`DELETE FROM comment WHERE id = ${made!.id}`);
    expect((await send(one, comments, by, keyedInput)).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "idempotencyKey"] },
    ]);
  });

  it("holds for a day at least, and is deleted after two", async () => {
    const { by, input } = await comments.prepare();
    const keyedInput = { ...input, idempotencyKey: uuidv7() };
    const first = await send(one, comments, by, keyedInput);
    const run = () => retentionJob(db(), retention).run(new AbortController().signal);
    const age = (hours: number) =>
      db().query(sql`UPDATE idempotency_key SET used_at = now() - make_interval(hours => ${hours})`);
    await age(47);
    await run();
    expect(await send(one, comments, by, keyedInput)).toEqual(first);
    await age(49);
    await run();
    expect((await send(one, comments, by, keyedInput)).made!.id).not.toBe(first.made!.id);
  });

  it("is taken by every mutation that makes something; the others are listed with why a repetition does no harm", () => {
    const fields = Object.values(schema.getMutationType()!.getFields());
    const takesKey = (type: GraphQLInputType): boolean => {
      const named = isNonNullType(type) ? type.ofType : type;
      return isInputObjectType(named) && "idempotencyKey" in named.getFields();
    };
    const keyed = fields.filter(({ args }) => args.some(({ type }) => takesKey(type))).map(({ name }) => name);
    // `postIdea` has its key on the idea itself, for ever: see test/ideas/idea.test.ts.
    expect(keyed.sort()).toEqual([...keyedMutations.map(({ mutation }) => mutation), "postIdea"].sort());
    const others = fields.map(({ name }) => name).filter((name) => !keyed.includes(name));
    expect(others.sort()).toEqual(Object.values(withoutKey).flat().sort());
  });
});
