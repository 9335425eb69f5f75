import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { requesting } from "./requesting.js";

const SUGGESTED = `{ viewer { suggestedCollaborators { member { id } } } }`;
const SHOWN = `mutation ($ids: [ID!]!) { recordShownSuggestions(input: {memberIds: $ids}) { recorded userErrors { code } } }`;
const UPDATE = `mutation ($input: UpdateCollaborationInput!) { updateCollaboration(input: $input) {
  collaboration { version } userErrors { code } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof requesting>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  act = requesting(app);
});
afterAll(() => app.end());

/** All that the log holds about a collaboration, and about what led to it, in order. */
const logged = async (...ids: string[]) =>
  (
    await app.services.events.after(
      0,
      [
        "collaboration.requested",
        "collaboration.answered",
        "collaboration.unanswered",
        "collaboration.started",
        "collaboration.staged",
        "collaboration.outcome",
        "collaboration.left",
      ],
      10_000,
    )
  )
    .filter(({ subjectId }) => ids.includes(subjectId))
    .map(({ kind, subjectId, data }) => [kind, subjectId, data]);

describe("the way from a suggestion to an outcome", () => {
  it("is in the event log, step by step, in ids and enum values alone", async () => {
    const theme = await build.buildTheme();
    const person = async (): Promise<Person> => {
      const member = await build.buildMember({ interests: [[theme]] });
      return Object.assign(member, { token: await app.tokenOf(member.id) });
    };
    const [a, b] = [await person(), await person()];
    const idea = await build.buildIdea({ authorId: a.id });
    await app.caughtUp();
    const { data } = await app.ask(SUGGESTED, {}, a.token);
    const ids = data.viewer.suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id);
    expect(ids).toEqual([b.id]);
    await app.ask(SHOWN, { ids }, a.token);

    const { request } = await act.ask(a, b.id, { ideaId: idea.id, message: "Vertrouwelijk" });
    const { collaboration } = (await act.respond(b, request.id, true)).request;
    for (const [by, version, changes] of [
      [a, 1, { stage: "EXPERIMENT" }],
      [b, 2, { outcome: "Het werkt in drie gemeenten" }],
      [b, 3, { stage: "SCALED" }],
    ] as const)
      expect(
        (await app.ask(UPDATE, { input: { id: collaboration.id, version, ...changes } }, by.token)).data
          .updateCollaboration.userErrors,
      ).toEqual([]);

    const pair = { fromId: a.id, toId: b.id };
    expect(await logged(request.id, collaboration.id)).toEqual([
      ["collaboration.requested", request.id, { ...pair, ideaId: idea.id, suggested: true }],
      // The two steps are of one transaction, the collaboration first.
      ["collaboration.started", collaboration.id, { memberIds: [a.id, b.id], ideaId: idea.id }],
      ["collaboration.answered", request.id, { ...pair, accepted: true }],
      ["collaboration.staged", collaboration.id, { stage: "EXPERIMENT" }],
      ["collaboration.outcome", collaboration.id, { told: true }],
      ["collaboration.staged", collaboration.id, { stage: "SCALED" }],
    ]);
  });

  it("begins without one for who was asked out of the blue", async () => {
    const { person } = moderating(app, build);
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    expect(await logged(request.id)).toEqual([
      ["collaboration.requested", request.id, { fromId: a.id, toId: b.id, ideaId: null, suggested: false }],
    ]);
  });
});
