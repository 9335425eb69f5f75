import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Stance } from "../../src/domains/members/member.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, once, subscribers } from "../support/follow.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

interface Notified {
  notificationReceived: { notification: { kind: string; idea: { id: string }; comment: { id: string } | null } };
}

it("leads from a question over a member who helps to its answer", async () => {
  const build = builders(app.services.database.source.manager);
  const theme = await build.buildTheme("deelmobiliteit");
  const asker = await build.buildMember({ name: "Ada" });
  const helpers = [];
  for (let n = 0; n < 3; n++) helpers.push(await build.buildMember({ interests: [[theme, Stance.OFFERS]] }));
  await build.buildMember({ interests: [[theme, Stance.FOLLOWS]] });
  const askerToken = await app.tokenOf(asker.id);
  await app.caughtUp();
  const mutate = async (token: string, name: string, input: object, fields: string) => {
    const Input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { ${name}(input: $input) { ${fields} userErrors { code } } }`;
    const { data, errors } = await app.ask(query, { input }, token);
    expect([errors, data[name].userErrors]).toEqual([undefined, []]);
    return data[name];
  };
  const unanswered = async (): Promise<string[]> => {
    const { data } = await app.ask(
      `{ ideas(filter: {unanswered: true, themes: ["deelmobiliteit"]}) { nodes { id } } }`,
    );
    return data.ideas.nodes.map(({ id }: { id: string }) => id);
  };

  // The question is posted, and three who offer help with its theme are suggested.
  const posted = await mutate(
    askerToken,
    "postIdea",
    { kind: "QUESTION", title: "Hoeveel wagens deel je?", body: "In een dorp.", themes: ["deelmobiliteit"] },
    "idea { id } suggestedCollaborators { member { id } complements { memberStance } }",
  );
  const ideaId = posted.idea.id as string;
  const suggestions = posted.suggestedCollaborators as { member: { id: string }; complements: object[] }[];
  expect(suggestions.map(({ member }) => member.id).sort()).toEqual(helpers.map(({ id }) => id).sort());
  expect(suggestions.every(({ complements }) => complements.length === 1)).toBe(true);
  expect(await unanswered()).toEqual([ideaId]);

  // One of them is asked for help, and hears of it at once.
  const helperId = suggestions[0]!.member.id;
  const helperToken = await app.tokenOf(helperId);
  const received = "subscription { notificationReceived { notification { kind idea { id } comment { id } } } }";
  const helperHears = followed<Notified>(app.socket(helperToken), received);
  const askerHears = followed<Notified>(app.socket(askerToken), received);
  const comments = followed<{ commentAdded: { comment: { id: string; author: { id: string } } } }>(
    app.socket(askerToken),
    "subscription ($ideaId: ID!) { commentAdded(ideaId: $ideaId) { comment { id author { id } } } }",
    { ideaId },
  );
  await subscribers(app, 3);
  const { request } = await mutate(
    askerToken,
    "askForHelp",
    { ideaId, memberId: helperId, message: "Jij hebt dat al gedaan." },
    "request { id status }",
  );
  const [asked] = await helperHears.has(1);
  expect(asked!.notificationReceived.notification).toEqual({
    kind: "HELP_REQUESTED",
    idea: { id: ideaId },
    comment: null,
  });
  const { viewer } = await once<{ viewer: { helpRequests: { nodes: { id: string; message: string }[] } } }>(
    app.socket(helperToken),
    "{ viewer { helpRequests(status: PENDING) { nodes { id message } } } }",
  );
  expect(viewer.helpRequests.nodes).toEqual([{ id: request.id, message: "Jij hebt dat al gedaan." }]);

  // The answer is a comment, which who asked sees as it comes.
  const { comment } = await mutate(helperToken, "commentOnIdea", { ideaId, body: "Twee." }, "comment { id }");
  const [live] = await comments.has(1);
  expect(live!.commentAdded.comment).toEqual({ id: comment.id, author: { id: helperId } });
  const [answered] = await askerHears.has(1);
  expect(answered!.notificationReceived.notification).toMatchObject({
    kind: "HELP_ANSWERED",
    comment: { id: comment.id },
  });

  // Who asked marks it, and the question waits no longer.
  const { idea } = await mutate(askerToken, "markAnswer", { ideaId, commentId: comment.id }, "idea { answer { id } }");
  expect(idea.answer.id).toBe(comment.id);
  expect(await unanswered()).toEqual([]);
  const [, marked] = await helperHears.has(2);
  expect(marked!.notificationReceived.notification.kind).toBe("COMMENT_MARKED_AS_ANSWER");
  const { data } = await app.ask("{ viewer { helpRequests { nodes { status comment { id } } } } }", {}, askerToken);
  expect(data.viewer.helpRequests.nodes).toEqual([{ status: "ANSWERED", comment: { id: comment.id } }]);
  for (const stream of [helperHears, askerHears, comments]) stream.stop();
});
