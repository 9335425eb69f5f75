import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { organising, type Person } from "../gatherings/organising.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";

// Over HTTP and WebSocket alone.
let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof organising>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = organising(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

const ask = async (by: Person, query: string, variables: object = {}) => {
  const { data, errors } = await app.ask(query, variables as Record<string, unknown>, by.token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const mutate = async (name: string, by: Person, input: object, fields: string) => {
  const result = await on.mutate(name, by, input, fields);
  expect([name, result.userErrors]).toEqual([name, []]);
  return result;
};
/** Where the log stood before anybody had heard of anything. */
let start: string;
const notified = async (by: Person, count: number): Promise<{ kind: string; text: string }[]> => {
  const live = followed<{ notificationReceived: { notification: { kind: string; text: string } } }>(
    app.socket(by.token),
    `subscription ($after: String) { notificationReceived(after: $after) { notification { kind text(language: EN) } } }`,
    { after: start },
  );
  const all = await live.has(count);
  live.stop();
  return all.map(({ notificationReceived }) => notificationReceived.notification);
};
describe("from an idea to a collaboration of four", () => {
  it("members find that it is new, back it, join forces, write to each other, and say what came of it", async () => {
    const people = [await on.person(), await on.person(), await on.person(), await on.person()] as const;
    const [author, first, second, invited] = people;
    start = (await ask(author, "{ liveCursor }")).liveCursor as string;
    const { viewer } = await ask(invited, "{ viewer { email } }");
    await mutate("updateSettings", invited, { language: "NL" }, "settings { language }");

    // Whoever writes sees that somebody had the idea before, and that theirs is another one.
    const other = { kind: "IDEA", title: "Deelfietsen aan elk station", body: "Iedereen leent er een.", themes: [] };
    const earlier = (await mutate("postIdea", second, other, "idea { id }")).idea;
    const similar = `query ($title: String!) { similarIdeas(title: $title) { similarity idea { id } } }`;
    const found = await ask(author, similar, { title: "Een deelfiets bij het station" });
    expect(found.similarIdeas[0].idea).toEqual({ id: earlier.id });
    const posted = { kind: "IDEA", title: "Buurtmoestuin op het dak van de school", body: "Wie graaft?", themes: [] };
    expect((await ask(author, similar, { title: posted.title })).similarIdeas).toEqual([]);
    const { idea } = await mutate("postIdea", author, posted, "idea { id version }");

    // Somebody backs it, and hears what becomes of it.
    await mutate("supportIdea", first, { ideaId: idea.id }, "idea { supportCount }");
    const news = { id: idea.id, version: idea.version, status: "IN_PROGRESS", note: "De school doet mee." };
    await mutate("updateIdeaStatus", author, news, "idea { status }");
    expect(await notified(first, 1)).toMatchObject([{ text: expect.stringContaining("Buurtmoestuin") }]);

    // The first joins forces with the author; the second joins the two, whom the first answers.
    const join = (by: Person) =>
      mutate("joinForces", by, { ideaId: idea.id, message: "Ik graaf." }, "request { id kind joins { id } }");
    const answer = { accept: true };
    const begin = (await join(first)).request;
    expect(begin.kind).toBe("BEGIN");
    const collaborating = "request { collaboration { id members { id } } }";
    const { collaboration } = (
      await mutate("respondToCollaborationRequest", author, { ...answer, id: begin.id }, collaborating)
    ).request;
    const live = followed<{ messageReceived: { message: { body: string } } }>(
      app.socket(author.token),
      `subscription ($id: ID!) { messageReceived(collaborationId: $id) { message { body } } }`,
      { id: collaboration.id },
    );
    while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    const write = (by: Person, body: string) =>
      mutate("sendMessage", by, { collaborationId: collaboration.id, body }, "message { id }");
    await write(first, "Zaterdag om tien uur?");
    const joining = (await join(second)).request;
    expect(joining).toMatchObject({ kind: "JOIN", joins: { id: collaboration.id } });
    await mutate("respondToCollaborationRequest", first, { ...answer, id: joining.id }, collaborating);

    // The second invites a fourth, who hears of it by mail and reads what is written from then on.
    const invite = { collaborationId: collaboration.id, memberId: invited.id, message: "Jij hebt een kruiwagen." };
    const invitation = (await mutate("inviteToCollaboration", second, invite, "request { id kind }")).request;
    expect(invitation.kind).toBe("INVITATION");
    const mail = async () => {
      for (;;) {
        const sent = mailbox.received.find(({ to }) => JSON.stringify(to).includes(viewer.email as string));
        if (sent) return sent;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    expect((await mail()).text).toContain("nodigt je uit voor een samenwerking rond “Buurtmoestuin");
    const four = (
      await mutate("respondToCollaborationRequest", invited, { ...answer, id: invitation.id }, collaborating)
    ).request.collaboration;
    expect(four.id).toBe(collaboration.id);
    expect(four.members.map(({ id }: { id: string }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
    await write(invited, "Ik breng de kruiwagen mee.");
    const bodies = (await live.has(2)).map(({ messageReceived }) => messageReceived.message.body);
    expect(bodies).toEqual(["Zaterdag om tien uur?", "Ik breng de kruiwagen mee."]);
    live.stop();
    const thread = `{ node(id: "${collaboration.id}") { ... on Collaboration { version messages { nodes { body } } } } }`;
    const read = (await ask(invited, thread)).node;
    expect(read.messages.nodes).toEqual([{ body: "Ik breng de kruiwagen mee." }]);

    // One of them says what came of it, which everybody reads at the idea.
    const outcome = { id: collaboration.id, version: read.version, outcome: "Dertig bakken, en tomaten in juli." };
    await mutate("updateCollaboration", invited, { ...outcome, stage: "EXPERIMENT" }, "collaboration { stage }");
    const became = (
      await ask(
        await on.person(),
        `{ idea(id: "${idea.id}") { status collaborations { totalCount nodes { outcome stage members { id } } } } }`,
      )
    ).idea;
    expect(became).toMatchObject({
      status: "IN_PROGRESS",
      collaborations: { totalCount: 1, nodes: [{ outcome: outcome.outcome, stage: "EXPERIMENT" }] },
    });
    expect(became.collaborations.nodes[0].members).toHaveLength(4);
    // Each heard of what the others did: who asked, who was admitted, who joined.
    expect((await notified(author, 3)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["COLLABORATION_REQUESTED", "COLLABORATION_JOIN_REQUESTED", "COLLABORATION_JOINED"]),
    );
  });
});
