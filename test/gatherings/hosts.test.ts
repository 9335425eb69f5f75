import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";
import { organising, type Person } from "./organising.js";

let mails: MailFolder;
let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;

beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

/** Erases the account of a member, who confirms it by the link in the mail. */
const leave = async (member: Person): Promise<void> => {
  await on.mutate("eraseMyAccount", member, { posts: "KEEP" }, "");
  const { email } = (await app.ask("{ viewer { email } }", {}, member.token)).data.viewer;
  const token = tokenIn(await mails.mailTo(email, /confirm-erasure/));
  expect((await on.mutate("confirmErasure", member, { token }, "")).userErrors).toEqual([]);
};

describe("a gathering whose last host leaves", () => {
  it("is for organisers to take over, and takes no registrations until then", async () => {
    const host = await on.person();
    const { id } = await on.schedule(organiser, { hosts: [host.id] });
    expect(await on.done("stopHosting", host, { gatheringId: id })).toMatchObject({ hosts: [], needsHost: true });
    expect((await on.register(await on.person(), id)).userErrors).toMatchObject([
      { code: "REGISTRATION_CLOSED", message: expect.stringContaining("host") },
    ]);
    expect(await on.refused("editGathering", host, { id, version: 2, title: "Toch" })).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    const taken = await on.done("editGathering", organiser, { id, version: 2, hosts: [organiser.id] });
    expect(taken).toMatchObject({ hosts: [{ id: organiser.id }], needsHost: false });
    expect((await on.register(await on.person(), id)).registration).toMatchObject({ status: "GOING" });
  });

  it("goes on with the hosts who stay", async () => {
    const [one, other] = [await on.person(), await on.person()];
    const { id } = await on.schedule(organiser, { hosts: [one.id, other.id] });
    expect(await on.done("stopHosting", one, { gatheringId: id })).toMatchObject({
      hosts: [{ id: other.id }],
      needsHost: false,
    });
    expect(await on.refused("stopHosting", one, { gatheringId: id })).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("is the same when two hosts leave at once", async () => {
    const [one, other] = [await on.person(), await on.person()];
    const { id } = await on.schedule(organiser, { hosts: [one.id, other.id] });
    await Promise.all([one, other].map((host) => on.done("stopHosting", host, { gatheringId: id })));
    expect(await on.read(id, undefined, "needsHost hosts { id }")).toEqual({ needsHost: true, hosts: [] });
  });

  it("is the same when they leave the network", async () => {
    const host = await on.person();
    const past = await on.build.buildGathering({ hosts: [host], startsAt: new Date(Date.now() - 7 * 86_400_000) });
    const { id } = await on.schedule(organiser, { hosts: [host.id] });
    const shared = await on.schedule(organiser, { hosts: [host.id, organiser.id] });
    const proposal = await on.propose(host);
    const accepted = await on.propose(host);
    await on.done("acceptGatheringProposal", organiser, { id: accepted.id, version: 1, hosts: [organiser.id] });
    await leave(host);
    const state = "needsHost hosts { id } status";
    expect(await on.read(id, organiser, state)).toEqual({ needsHost: true, hosts: [], status: "SCHEDULED" });
    expect(await on.read(shared.id, organiser, state)).toMatchObject({
      needsHost: false,
      hosts: [{ id: organiser.id }],
    });
    expect(await on.read(past.id, organiser, state)).toMatchObject({ needsHost: false, hosts: [{ id: host.id }] });
    expect(await on.read(proposal.id, organiser, state)).toBeNull();
    expect(await on.read(accepted.id, organiser, "status proposer { id }")).toEqual({
      status: "SCHEDULED",
      proposer: null,
    });
  });

  it("and one that an import brought without hosts is none", async () => {
    const { id } = await on.build.buildGathering();
    expect((await on.register(await on.person(), id)).registration).toMatchObject({ status: "GOING" });
  });
});
