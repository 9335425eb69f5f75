import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { extractText, getDocumentProxy } from "unpdf";
import { builders } from "../support/builders.js";
import { testApp, type TestApp } from "../support/app.js";
import { password } from "../support/passwords.js";
import { Role } from "../../src/core/access/role.js";
import { openBadgeForm } from "./open-badge-form.js";
import { verifiedBadge } from "./verifying.js";

let app: TestApp;
/** The vocabulary and the organisers of a network, which its operator brings in. */
let slug: string;
const organiserEmail = "organisator@leren.example";
beforeAll(async () => {
  app = await testApp();
  ({ slug } = await builders(app.services.database.source.manager).buildTheme());
  await mutate(undefined, "signUp", { name: "An Organisator", email: organiserEmail, password }, "viewer { email }");
  await app.services.database.query(
    sql`UPDATE account SET roles = ${[Role.MEMBER, Role.ORGANISER]} WHERE email = ${organiserEmail}`,
  );
});
afterAll(() => app.end());

const query = async (text: string, token?: string, variables: object = {}) => {
  const { data, errors } = await app.ask(text, { ...variables }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const mutate = async (token: string | undefined, name: string, input: object, fields: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code message path } } }`;
  const answer = (await query(text, token, { input }))[name];
  expect(answer.userErrors).toEqual([]);
  return answer;
};
/** The local time in Brussels: `2026-11-30T14:05`. */
const local = (moment: Date): string =>
  moment.toLocaleString("sv-SE", { timeZone: "Europe/Brussels" }).slice(0, 16).replace(" ", "T");

describe("a member", () => {
  it("goes from a suggested track to a verified badge through HTTP alone", async () => {
    // An organiser publishes a track: something to read, and a gathering of today.
    const signedIn = await mutate(undefined, "signIn", { email: organiserEmail, password }, "session { accessToken }");
    const organiser: string = signedIn.session.accessToken;
    const soon = new Date(Date.now() + 60_000);
    const { gathering } = await mutate(
      organiser,
      "scheduleGathering",
      {
        title: "Proeven van proberen",
        format: "LEARNING_SESSION",
        startsAt: local(soon),
        endsAt: local(new Date(+soon + 7_200_000)),
      },
      "gathering { id }",
    );
    const { track } = await mutate(
      organiser,
      "createLearningTrack",
      {
        ...{ title: "Van idee naar proef", description: "Leer klein beginnen.", language: "NL", themes: [slug] },
        steps: [
          { kind: "READING", title: "De kunst van het proberen", link: "https://lezen.example/proberen" },
          { kind: "GATHERING", gatheringId: gathering.id },
        ],
      },
      "track { id version }",
    );
    await mutate(organiser, "publishLearningTrack", track, "track { status }");

    // A learner signs up, follows the theme, and gets the track suggested.
    const account = { name: "Zoë Œuvrard-Yıldız", email: "zoe@leren.example", password };
    const learner: string = (await mutate(undefined, "signUp", account, "session { accessToken }")).session.accessToken;
    await mutate(learner, "setInterests", { interests: [{ theme: slug, stance: "SEEKS" }] }, "member { id }");
    const { viewer } = await query("{ viewer { suggestedTracks { track { id title steps { id kind } } } } }", learner);
    expect(viewer.suggestedTracks).toMatchObject([{ track: { id: track.id, title: "Van idee naar proef" } }]);
    const [reading] = viewer.suggestedTracks[0].track.steps;

    // They enrol, read, register and come.
    await mutate(learner, "enrolInTrack", { trackId: track.id }, "enrolment { status }");
    await mutate(learner, "markStep", { stepId: reading.id, done: true }, "enrolment { progress { done needed } }");
    const { registration } = await mutate(
      learner,
      "registerForGathering",
      { gatheringId: gathering.id },
      "registration { id }",
    );
    expect(await certificateOf(learner, track.id)).toBeNull();
    const presence = { gatheringId: gathering.id, registrationId: registration.id };
    await mutate(organiser, "checkIn", presence, "registration { checkedInAt }");

    // The certificate has an address, at which an employer reads it without signing in.
    const certificate = await completed(learner, track.id);
    const page = await (await fetch(certificate.url)).text();
    for (const words of [account.name, "Van idee naar proef", "Dit certificaat is echt"]) expect(page).toContain(words);
    const pdf = await getDocumentProxy(new Uint8Array(await (await fetch(certificate.pdfUrl)).arrayBuffer()), {
      verbosity: 0,
    });
    const { text } = await extractText(pdf, { mergePages: true });
    for (const words of [
      account.name,
      "Van idee naar proef",
      "1. De kunst van het proberen",
      "2. Proeven van proberen",
    ])
      expect(text).toContain(words);

    // A wallet verifies the badge with the key that the service publishes.
    const { credential } = await verifiedBadge(await (await fetch(certificate.badgeUrl)).text());
    expect(openBadgeForm.credential.parse(credential)).toEqual(credential);
    expect(credential).toMatchObject({
      ...{ id: certificate.url, name: "Van idee naar proef" },
      credentialSubject: { identifier: [{ identityType: "name", identityHash: account.name }] },
    });
  });
});

const certificateOf = async (learner: string, trackId: string) =>
  (
    await query(
      `query ($id: ID!) { learningTrack(id: $id) { viewerEnrolment { certificate { url pdfUrl badgeUrl } } } }`,
      learner,
      { id: trackId },
    )
  ).learningTrack.viewerEnrolment.certificate;

/** The certificate, once the service has seen that the last step is done. */
async function completed(learner: string, trackId: string) {
  for (let tries = 0; tries < 100; tries++) {
    const certificate = await certificateOf(learner, trackId);
    if (certificate) return certificate;
    await sleep(100);
  }
  throw new Error("There is no certificate after ten seconds.");
}
