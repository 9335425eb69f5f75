import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Certificate } from "../../src/domains/certificates/certificate.entity.js";
import { issueCertificates } from "../../src/domains/certificates/issue-certificates.js";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { LearningTrack } from "../../src/domains/tracks/learning-track.entity.js";
import { TrackStatus, TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import type { Person } from "../gatherings/organising.js";
import { testApp, type TestApp } from "../support/app.js";
import { CERTIFICATE, completing } from "./completing.js";

let app: TestApp;
let on: ReturnType<typeof completing>;
beforeAll(async () => {
  app = await testApp();
  on = completing(app);
});
afterAll(() => app.end());

const manager = () => app.services.database.source.manager;
const rowsOf = (enrolmentId: string) => manager().find(Certificate, { where: { enrolmentId } });

describe("the certificate of a learning track", () => {
  it("is there once the last step is done, and not before", async () => {
    const learner = await on.person();
    const track = await on.build.buildTrack({ title: "Samen leren" });
    const steps = [];
    for (const position of [0, 1])
      steps.push(await on.build.buildStep({ trackId: track.id, position, title: `Stap ${position + 1}` }));
    const { id } = await on.build.buildEnrolment({ trackId: track.id, memberId: learner.id });
    expect((await on.mark(learner, steps[1]!.id)).enrolment.certificate).toBeNull();
    const { certificate } = (await on.mark(learner, steps[0]!.id)).enrolment;
    const address = `${app.url}/certificates/${certificate.id}`;
    expect(certificate).toEqual({
      ...{ id: certificate.id, url: address, pdfUrl: `${address}.pdf`, badgeUrl: `${address}.jwt` },
      ...{ title: "Samen leren", steps: ["Stap 1", "Stap 2"], issuedAt: expect.any(String) },
    });
    const [row] = await app.services.database.query<{ completedAt: Date }>(
      sql`SELECT completed_at AS "completedAt" FROM track_enrolment WHERE id = ${id}`,
    );
    expect(certificate.issuedAt).toBe(row!.completedAt.toISOString());
  });

  it("is issued once, however many processes complete the track at the same time", async () => {
    const other = await testApp(app.databaseUrl);
    const learner = await on.person();
    const track = await on.build.buildTrack();
    const { id: stepId } = await on.build.buildStep({ trackId: track.id });
    const { id } = await on.build.buildEnrolment({ trackId: track.id, memberId: learner.id });
    const elsewhere = completing(other);
    await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? elsewhere : on).mark(learner, stepId)));
    await other.stop();
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it.each([
    [null, "Bijeenkomst", "Reeks bijeenkomsten"],
    [Language.FR, "Rencontre", "Série de rencontres"],
    [Language.EN, "Gathering", "Series of gatherings"],
  ])("names hidden gatherings and series by their kind (%s)", async (language, gatheringName, seriesName) => {
    const { build } = on;
    const learner = await on.person();
    const track = await build.buildTrack({ language, requiredSteps: 1 });
    const reading = await build.buildStep({ trackId: track.id, title: "Lezen", position: 9 });
    const { id } = await build.buildEnrolment({ trackId: track.id, memberId: learner.id });
    const attended = async (gathering: Partial<Gathering>): Promise<Gathering> => {
      const made = await build.buildGathering(gathering);
      await build.buildRegistration({ gatheringId: made.id, memberId: learner.id, checkedInAt: new Date() });
      return made;
    };
    const hiddenAt = new Date();
    const at = (gathering: Gathering, position: number, title: string | null = null) =>
      build.buildStep({
        ...{ trackId: track.id, position, kind: TrackStepKind.GATHERING, gatheringId: gathering.id, title, link: null },
      });
    const visible = await attended({ title: "Zichtbaar" });
    await at(visible, 0);
    await at(await attended({ title: "Verborgen", hiddenAt }), 1);
    await at(await attended({ title: "Verborgen", hiddenAt }), 2, "Met eigen titel");
    for (const [position, title, others] of [
      [3, "Zichtbare reeks", [{}]],
      [4, "Verborgen reeks", []],
    ] as const) {
      const { id: seriesId } = await build.buildSeries({ title });
      await attended({ seriesId, hiddenAt });
      for (const _ of others) await build.buildGathering({ seriesId });
      await build.buildStep({
        ...{ trackId: track.id, position, kind: TrackStepKind.SERIES, seriesId, title: null, link: null },
      });
    }
    const { enrolment } = await on.mark(learner, reading.id);
    expect(enrolment).toMatchObject({ id });
    const steps = ["Zichtbaar", gatheringName, "Met eigen titel", "Zichtbare reeks", seriesName, "Lezen"];
    expect(enrolment.certificate.steps).toEqual(steps);

    // What a moderator hides later is not shown from then on, and is when it is shown again.
    const shown = async () =>
      (await on.ask("{ viewer { certificates { nodes { steps } } } }", {}, learner)).viewer.certificates.nodes[0].steps;
    await manager().update(Gathering, { id: visible.id }, { hiddenAt });
    expect(await shown()).toEqual([gatheringName, ...steps.slice(1)]);
    const { html } = await on.page(enrolment.certificate.url);
    expect([html.includes("Zichtbaar"), html.includes(`<li>${gatheringName}</li>`)]).toEqual([false, true]);
    await manager().update(Gathering, { id: visible.id }, { hiddenAt: null });
    expect(await shown()).toEqual(steps);
  });

  it("is not issued again when it is issued twice, nor for a track that is not completed", async () => {
    const { enrolment, certificate } = await on.completed();
    const open = await on.build.buildEnrolment();
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    await inTransaction(ctx, (tx) => issueCertificates(tx, [enrolment.id, open.id]));
    expect((await rowsOf(enrolment.id)).map(({ id }) => id)).toEqual([certificate.id]);
    expect(await rowsOf(open.id)).toEqual([]);
  });

  it("keeps the track as it was, whatever becomes of it, and has the present name of its learner", async () => {
    const { learner, track, stepId, certificate } = await on.completed({ title: "Van idee naar proef" });
    await manager().update(
      LearningTrack,
      { id: track.id },
      { title: "Iets heel anders", status: TrackStatus.WITHDRAWN },
    );
    await app.services.database.query(sql`DELETE FROM track_step WHERE id = ${stepId}`);
    await manager().update(Member, { id: learner.id }, { name: "Noa De Smet-Yılmaz" });
    const { html } = await on.page(certificate.url);
    for (const words of ["Van idee naar proef", "Lees het boek", "Noa De Smet-Yılmaz"]) expect(html).toContain(words);
    expect(html).not.toContain("Iets heel anders");
  });

  it("is for its learner, the coordinators, organisers and administrators alone in the API", async () => {
    const coordinator = await on.person();
    const { learner, enrolment, certificate } = await on.completed({ coordinators: [coordinator] } as object);
    const readAs = async (by?: Awaited<ReturnType<typeof on.person>>) =>
      on.ask(
        `query ($id: ID!, $enrolment: ID!) {
          node(id: $id) { ... on Certificate { url } }
          enrolment: node(id: $enrolment) { ... on TrackEnrolment { certificate { url } } } }`,
        { id: certificate.id, enrolment: enrolment.id },
        by,
      );
    const seen = { node: { url: certificate.url }, enrolment: { certificate: { url: certificate.url } } };
    for (const by of [learner, coordinator, await on.person(Role.ORGANISER), await on.person(Role.ADMIN)])
      expect(await readAs(by)).toEqual(seen);
    for (const by of [undefined, await on.person(), await on.person(Role.ANALYST)])
      expect(await readAs(by)).toEqual({ node: null, enrolment: null });
  });

  it.each(["learner", "coordinator"])(
    "is not for a coordinator whom a block by the %s separates from the learner",
    async (blocker) => {
      const [coordinator, other] = [await on.person(), await on.person()];
      const { learner, enrolment, certificate } = await on.completed({ coordinators: [coordinator, other] } as object);
      const [by, of] = blocker === "learner" ? [learner, coordinator] : [coordinator, learner];
      await manager().insert(Block, { blockerId: by.id, blockedId: of.id, blockedAt: new Date() });
      const readAs = async (reader: Person) =>
        on.ask(
          `query ($id: ID!, $enrolment: ID!) {
          node(id: $id) { id }
          enrolment: node(id: $enrolment) { ... on TrackEnrolment { member { id } certificate { url } } } }`,
          { id: certificate.id, enrolment: enrolment.id },
          reader,
        );
      expect(await readAs(coordinator)).toEqual({ node: null, enrolment: { member: null, certificate: null } });
      const seen = {
        node: { id: certificate.id },
        enrolment: { member: { id: learner.id }, certificate: { url: certificate.url } },
      };
      for (const reader of [learner, other, await on.organiser()]) expect(await readAs(reader)).toEqual(seen);
    },
  );

  it("stands among those of the viewer, newest first", async () => {
    const learner = await on.person();
    const made = [];
    for (const title of ["Eerste", "Tweede", "Derde"]) made.push(await on.completed({ title }, { learner }));
    await on.completed();
    const list = async (page: string) =>
      (
        await on.ask(
          `{ viewer { certificates(${page}) { totalCount nodes { title } pageInfo { endCursor } } } }`,
          {},
          learner,
        )
      ).viewer.certificates;
    const first = await list("first: 2");
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ title: "Derde" }, { title: "Tweede" }] });
    const rest = await list(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(rest.nodes).toEqual([{ title: "Eerste" }]);
  });

  it("costs as many statements for many enrolments as for one", async () => {
    const organiser = await on.organiser();
    const statementsFor = async (learners: number): Promise<number> => {
      const track = await on.build.buildTrack();
      for (let n = 0; n < learners; n++) await on.build.buildCertificate({ trackId: track.id });
      const read = () =>
        on.ask(
          `query ($id: ID!) { learningTrack(id: $id) { enrolments(first: 50) { nodes { certificate { ${CERTIFICATE} } } } } }`,
          { id: track.id },
          organiser,
        );
      const { learningTrack } = await read();
      const { nodes } = learningTrack.enrolments;
      expect(nodes.filter((node: { certificate: object | null }) => node.certificate)).toHaveLength(learners);
      await app.caughtUp();
      return (await app.statements.ofRequests(read)).length;
    };
    expect(await statementsFor(8)).toBe(await statementsFor(1));
  });
});

describe("the page of a certificate", () => {
  it("is where anybody who has its address verifies it", async () => {
    const { learner, certificate } = await on.completed({ title: "Durven <proberen>", language: Language.NL });
    const { status, headers, html } = await on.page(certificate.url);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    expect(html).not.toMatch(/<script|<proberen>/);
    expect(html).toContain(`<meta name="robots" content="noindex">`);
    expect(html).toContain("Dit certificaat is echt");
    expect(html).toContain(`<span lang="nl">Durven &lt;proberen&gt;</span>`);
    expect(html).toContain(`<dt>Deelnemer</dt><dd>${learner.name}</dd>`);
    expect(html).toContain(`<dt>Nummer</dt><dd>${certificate.id}</dd>`);
    expect(html).toContain(`<li>Lees het boek</li>`);
    expect(html).toContain(`href="${certificate.pdfUrl}?language=nl"`);
    expect(html).toContain(`href="${certificate.badgeUrl}"`);
    expect((await on.page(certificate.url.replace(certificate.id, certificate.id.toUpperCase()))).html).toBe(html);
  });

  it.each([
    ["fr-BE", "Ce certificat est authentique", "Parcours d&#39;apprentissage"],
    ["en", "This certificate is authentic", "Learning track"],
  ])("is in the language that the reader prefers: %s", async (language, ...words) => {
    const { certificate } = await on.completed();
    const { html } = await on.page(certificate.url, { "accept-language": language });
    for (const word of words) expect(html).toContain(word);
  });

  it("does not need the profile of the learner to be public", async () => {
    const { learner, certificate } = await on.completed();
    await manager().update(Member, { id: learner.id }, { profileVisibility: ProfileVisibility.MEMBERS });
    const { html } = await on.page(certificate.url);
    expect(html).toContain(learner.name);
    expect(html).not.toContain(learner.id);
  });

  it("stays while the learner is suspended, as it states what was", async () => {
    const { learner, certificate } = await on.completed();
    await manager().update(Member, { id: learner.id }, { suspendedUntil: new Date(Date.now() + 86_400_000) });
    expect((await on.page(certificate.url)).status).toBe(200);
  });

  it.each(["", ".pdf", ".jwt"])("is not there for what nobody was issued: %s", async (form) => {
    for (const id of [uuidv7(), "x", "%27", `${uuidv7()}.pdf`]) {
      const { status, headers } = await on.page(`${app.url}/certificates/${id}${form}`);
      expect([id, status]).toEqual([id, 404]);
      expect(headers.get("cache-control") ?? "no-store").toBe("no-store");
    }
  });

  it.each(["member", "track"])("is not there while the %s is hidden, in any form", async (what) => {
    const { learner, track, certificate } = await on.completed();
    const hide = (hiddenAt: Date | null) =>
      what === "member"
        ? manager().update(Member, { id: learner.id }, { hiddenAt })
        : manager().update(LearningTrack, { id: track.id }, { hiddenAt });
    const statuses = () =>
      Promise.all(
        [certificate.url, certificate.pdfUrl, certificate.badgeUrl!].map(async (url) => (await on.look(url)).status),
      );
    await hide(new Date());
    expect(await statuses()).toEqual([404, 404, 404]);
    await hide(null);
    expect(await statuses()).toEqual([200, 200, 200]);
  });
});
