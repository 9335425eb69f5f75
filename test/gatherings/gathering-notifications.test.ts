import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let members: ReturnType<typeof notifying>;
let organiser: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  members = notifying(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

/** What a member was notified of about a gathering, the newest first. */
const of = async (member: Person, gatheringId: string) => {
  await app.caughtUp();
  return (await members.list(member)).filter(({ gathering }) => gathering?.id === gatheringId);
};
const kinds = async (member: Person, gatheringId: string) => (await of(member, gatheringId)).map(({ kind }) => kind);

describe("notified of a gathering are", () => {
  it("organisers, when a member proposes one; not who proposes it", async () => {
    const [proposer, other] = [await on.person(), await on.organiser()];
    const { id } = await on.propose(proposer, { title: "Stille straten" });
    for (const one of [organiser, other])
      expect(await of(one, id)).toMatchObject([
        {
          kind: "GATHERING_PROPOSED",
          actor: { id: proposer.id },
          text: expect.stringMatching(/proposes .*“Stille straten”/),
        },
      ]);
    expect(await kinds(proposer, id)).toEqual([]);
    const own = await on.propose(organiser);
    expect(await kinds(organiser, own.id)).toEqual([]);
  });

  it("the proposer, when it is accepted or declined, and the hosts whom an organiser names", async () => {
    const [proposer, host] = [await on.person(), await on.person()];
    const { id } = await on.propose(proposer);
    await on.done("acceptGatheringProposal", organiser, {
      id,
      version: 1,
      hosts: [proposer.id, host.id, organiser.id],
    });
    expect(await kinds(proposer, id)).toEqual(["PROPOSAL_ACCEPTED"]);
    expect(await kinds(host, id)).toEqual(["HOST_ADDED"]);
    expect(await kinds(organiser, id)).toEqual(["GATHERING_PROPOSED"]);
    const declined = await on.propose(proposer);
    await on.done("declineGatheringProposal", organiser, { id: declined.id, version: 1, reason: "Nee" });
    expect(await kinds(proposer, declined.id)).toEqual(["PROPOSAL_DECLINED"]);
    const withdrawn = await on.propose(proposer);
    await on.done("withdrawGatheringProposal", proposer, { id: withdrawn.id });
    expect(await kinds(proposer, withdrawn.id)).toEqual([]);
  });

  it("those who registered, when its time or its place changes, and of nothing less", async () => {
    const [host, going, waiting, gone] = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    const { id } = await on.schedule(organiser, { hosts: [host!.id], capacity: 1 });
    for (const one of [going, waiting, gone]) await on.register(one!, id);
    await on.cancelRegistration(gone!, id);
    await on.done("editGathering", host!, { id, version: 1, title: "Anders", description: "Meer", capacity: null });
    // A place came free for who waited, as there is no limit any more.
    expect(await kinds(going!, id)).toEqual([]);
    expect(await kinds(waiting!, id)).toEqual(["PLACE_GIVEN"]);
    await on.done("editGathering", host!, { id, version: 2, startsAt: `${on.day(10)}T13:00` });
    await on.done("editGathering", host!, { id, version: 3, place: { name: "Aalst" } });
    expect(await of(going!, id)).toMatchObject([{ kind: "GATHERING_CHANGED", count: 2 }]);
    expect(await kinds(waiting!, id)).toEqual(["GATHERING_CHANGED", "PLACE_GIVEN"]);
    expect(await kinds(gone!, id)).toEqual([]);
    expect(await kinds(host!, id)).toEqual(["HOST_ADDED"]);
  });

  it("a new host once, also one who registered when the time changes with it", async () => {
    const [one, other] = [await on.person(), await on.person()];
    const { id } = await on.schedule(organiser);
    await on.register(one, id);
    const hosts = [organiser.id, one.id, other.id];
    await on.done("editGathering", organiser, { id, version: 1, hosts, startsAt: `${on.day(10)}T12:00` });
    expect(await kinds(one, id)).toEqual(["GATHERING_CHANGED"]);
    expect(await kinds(other, id)).toEqual(["HOST_ADDED"]);
  });

  it("those who registered and its other hosts, when it is cancelled", async () => {
    const [host, other, going] = [await on.person(), await on.person(), await on.person()];
    const { id } = await on.schedule(organiser, { hosts: [host.id, other.id] });
    await on.register(going, id);
    // A host who comes as well is notified once.
    await on.register(other, id);
    await on.done("cancelGathering", host, { id, version: 1, reason: "Ziek" });
    expect(await kinds(going, id)).toEqual(["GATHERING_CANCELLED"]);
    expect(await kinds(other, id)).toEqual(["GATHERING_CANCELLED", "HOST_ADDED"]);
    expect(await kinds(host, id)).toEqual(["HOST_ADDED"]);
  });

  it("organisers, when its last host leaves", async () => {
    const host = await on.person();
    const { id } = await on.schedule(organiser, { hosts: [host.id] });
    await on.done("stopHosting", host, { gatheringId: id });
    expect(await kinds(organiser, id)).toEqual(["HOST_NEEDED"]);
    expect(await kinds(host, id)).toEqual(["HOST_ADDED"]);
  });
});
