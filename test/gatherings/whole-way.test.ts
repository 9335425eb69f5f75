import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { organising, type Person } from "./organising.js";

// Over HTTP and WebSocket alone, but for the clock.
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

describe("from a proposal to what came of it", () => {
  it("an idea finds its gathering, its participants, and a collaboration that says where it began", async () => {
    const [proposer, participant, organiser] = [await on.person(), await on.person(), await on.organiser()];
    const { viewer } = await ask(participant, "{ viewer { email } }");
    await mutate("updateSettings", participant, { language: "NL", reminderHours: 336 }, "settings { reminderHours }");

    // A member has an idea, and proposes to meet about it.
    const posted = { kind: "IDEA", title: "Autoluwe schoolstraten", body: "Samen uitproberen.", themes: [] };
    const { idea } = await mutate("postIdea", proposer, posted, "idea { id }");
    // Two weeks and a few seconds from now: the reminder is due in a moment.
    const startsAt = new Date(Date.now() + 336 * 3_600_000 + 4_000);
    const plan = {
      ...{ title: "Schoolstraten: wat werkt?", format: "IDEA", ideaId: idea.id },
      ...{ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 7_200_000).toISOString() },
    };
    const proposed = (await mutate("proposeGathering", proposer, plan, "gathering { id version status }")).gathering;
    expect(proposed.status).toBe("PROPOSED");
    expect((await ask(participant, `{ gathering(id: "${proposed.id}") { id } }`)).gathering).toBeNull();

    // An organiser accepts it; whoever watches sees each step.
    const live = followed<{ gatheringChanged: { gathering: { status: string } } }>(
      app.socket(organiser.token),
      `subscription ($id: ID!) { gatheringChanged(gatheringId: $id) { gathering { status capacity { taken } outcome { summary } } } }`,
      { id: proposed.id },
    );
    while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    const accept = { id: proposed.id, version: proposed.version, capacity: 20 };
    const { gathering } = await mutate(
      "acceptGatheringProposal",
      organiser,
      accept,
      "gathering { id status agenda { id idea { id } } }",
    );
    expect(gathering).toMatchObject({ status: "SCHEDULED", agenda: [{ idea: { id: idea.id } }] });
    const { gatherings } = (await ask(participant, `{ idea(id: "${idea.id}") { gatherings { nodes { id } } } }`)).idea;
    expect(gatherings.nodes).toEqual([{ id: gathering.id }]);

    // A participant registers, and is reminded by mail, once.
    for (const by of [participant, proposer])
      expect((await on.register(by, gathering.id)).registration.status).toBe("GOING");
    const reminders = app.services.jobs.jobs.find(({ declaration }) => declaration.name === "gathering-reminders")!;
    const reminder = async () => {
      for (;;) {
        const mail = mailbox.received.find(
          ({ to, text }) => JSON.stringify(to).includes(viewer.email as string) && text!.includes(plan.title),
        );
        if (mail) return mail;
        reminders.wake();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    expect((await reminder()).text).toContain(`/gatherings/${gathering.id}`);

    // On the day, the code of the participant is scanned; the proposer, who hosts it, is taken from the list.
    const own = "viewerRegistration { id checkInCode }";
    const { viewerRegistration: theirs } = await on.read(gathering.id, participant, own);
    const during = new Date(startsAt.getTime() + 600_000);
    app.services.now = () => during;
    for (const person of [proposer, participant, organiser]) person.token = await app.tokenOf(person.id);
    const checkedIn = "registration { checkedInAt }";
    await mutate("checkIn", proposer, { gatheringId: gathering.id, code: theirs.checkInCode }, checkedIn);
    await mutate("checkIn", proposer, { gatheringId: gathering.id, memberId: proposer.id }, checkedIn);

    // Afterwards its host writes down what came of it, and a collaboration begins there.
    const after = new Date(startsAt.getTime() + 3 * 3_600_000);
    app.services.now = () => after;
    for (const person of [proposer, participant, organiser]) person.token = await app.tokenOf(person.id);
    const outcome = {
      gatheringId: gathering.id,
      summary: "Drie scholen beginnen in september.",
      results: [{ agendaItemId: gathering.agenda[0].id, result: "Een proef van een half jaar." }],
    };
    await mutate("recordOutcome", proposer, outcome, "outcome { summary }");
    const start = { gatheringId: gathering.id, ideaId: idea.id, memberIds: [participant.id], message: "Doe je mee?" };
    const { requests } = await mutate("startCollaboration", proposer, start, "requests { id }");
    const answer = { id: requests[0].id, accept: true };
    await mutate("respondToCollaborationRequest", participant, answer, "request { id }");

    // From the idea one sees where it was discussed and what it became; from the collaboration, where it began.
    const seen = await ask(
      organiser,
      `{ idea(id: "${idea.id}") { outcomes { nodes { summary gathering { id } } } collaborations { nodes { id origin { gathering { id } idea { id } } } } }
         gathering(id: "${gathering.id}") { held figures { registered came noShows } collaborations { nodes { id } } } }`,
    );
    expect(seen.idea.outcomes.nodes).toEqual([{ summary: outcome.summary, gathering: { id: gathering.id } }]);
    expect(seen.idea.collaborations.nodes).toMatchObject([
      { origin: { gathering: { id: gathering.id }, idea: { id: idea.id } } },
    ]);
    expect(seen.gathering).toMatchObject({ held: true, figures: { registered: 2, came: 2, noShows: 0 } });
    expect(seen.gathering.collaborations.nodes).toEqual(
      seen.idea.collaborations.nodes.map(({ id }: { id: string }) => ({ id })),
    );
    const states = (await live.has(5)).map(({ gatheringChanged }) => gatheringChanged.gathering.status);
    expect(new Set(states)).toEqual(new Set(["SCHEDULED"]));
    live.stop();
  });
});
