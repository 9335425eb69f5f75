import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createRemoteJWKSet, jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { Language } from "../../src/core/texts/language.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { LearningTrack } from "../../src/domains/tracks/learning-track.entity.js";
import { TrackStatus } from "../../src/domains/tracks/track.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { completing } from "./completing.js";
import { openBadgeForm } from "./open-badge-form.js";
import { verifiedBadge } from "./verifying.js";

let app: TestApp;
let on: ReturnType<typeof completing>;
beforeAll(async () => {
  app = await testApp();
  on = completing(app);
});
afterAll(() => app.end());

const manager = () => app.services.database.source.manager;
const badgeAt = async (address: string): Promise<string> => (await on.look(address)).body.toString();
const jsonAt = async (address: string) => JSON.parse((await on.look(address)).body.toString());

describe("a certificate as an Open Badge", () => {
  it("is a signed JWT that another library verifies with the published key", async () => {
    const { learner, track, certificate } = await on.completed({
      ...{ title: "Samen durven", description: "Leer «proberen».", language: Language.NL, requiredSteps: 1 },
    });
    const { status, headers, body } = await on.look(certificate.badgeUrl!);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/vc+jwt");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${certificate.id}.jwt"`);
    const { credential } = await verifiedBadge(body.toString());
    expect(openBadgeForm.credential.parse(credential)).toEqual(credential);
    expect(credential).toMatchObject({
      id: certificate.url,
      name: "Samen durven",
      issuer: { id: `${app.url}/badges/issuer`, name: "InnovatieNetwerk Overheid", url: app.url },
      validFrom: `${certificate.issuedAt.slice(0, 19)}Z`,
      credentialSubject: {
        identifier: [{ identityHash: learner.name }],
        achievement: {
          id: `${app.url}/badges/achievements/${track.id}`,
          ...{ name: "Samen durven", description: "Leer «proberen».", version: "1" },
          criteria: { narrative: "Minstens 1 stap van het leertraject is gedaan." },
        },
      },
      evidence: [{ id: certificate.url, name: "Gedane stappen", narrative: "1. Lees het boek" }],
    });
  });

  it("says no more steps than could be done, though the track asks for more", async () => {
    const { certificate } = await on.completed({ language: Language.EN, requiredSteps: 2 });
    const { credential } = await verifiedBadge(await badgeAt(certificate.badgeUrl!));
    expect(credential.credentialSubject.achievement.criteria.narrative).toMatch(/^At least 1 step /);
    expect(credential.evidence).toHaveLength(1);
  });

  it("is found invalid when a letter of it is changed", async () => {
    const { certificate } = await on.completed();
    const [header, payload, signature] = (await badgeAt(certificate.badgeUrl!)).split(".");
    const forged = { ...JSON.parse(Buffer.from(payload!, "base64url").toString()), name: "Iets anders" };
    const parts = [header, Buffer.from(JSON.stringify(forged)).toString("base64url"), signature];
    await expect(verifiedBadge(parts.join("."))).rejects.toThrow(jsonwebtoken.JsonWebTokenError);
  });

  it("is verified with the set of keys as well, which names each by its address", async () => {
    const { certificate } = await on.completed();
    const keys = createRemoteJWKSet(new URL(`${app.url}/badges/keys`));
    const { protectedHeader } = await jwtVerify(await badgeAt(certificate.badgeUrl!), keys, {
      issuer: `${app.url}/badges/issuer`,
    });
    expect(protectedHeader.kid).toMatch(new RegExp(`^${app.url}/badges/keys/[\\w-]{43}$`));
  });

  it("names an issuer and an achievement that are at their addresses, in the same words", async () => {
    const { certificate } = await on.completed({ title: "Leren delen", requiredSteps: null });
    const { credential } = await verifiedBadge(await badgeAt(certificate.badgeUrl!));
    const { "@context": ofIssuer, ...issuer } = openBadgeForm.profile.parse(await jsonAt(credential.issuer.id));
    expect(issuer).toEqual(credential.issuer);
    const { achievement } = credential.credentialSubject;
    const { "@context": ofAchievement, ...found } = openBadgeForm.achievement.parse(await jsonAt(achievement.id));
    expect(found).toEqual(achievement);
    expect(found.criteria.narrative).toBe("Alle stappen van het leertraject zijn gedaan.");
    // A track without a description has its title for it, as an achievement must have one.
    expect(found.description).toBe("Leren delen");
    expect(ofAchievement).toEqual(ofIssuer);
  });

  it("identifies the learner by name alone, and in each badge by another address", async () => {
    const learner = await on.person();
    const badges = [];
    for (let n = 0; n < 2; n++) badges.push(await badgeAt((await on.completed({}, { learner })).certificate.badgeUrl!));
    const [one, two] = await Promise.all(badges.map(async (badge) => (await verifiedBadge(badge)).credential));
    expect(one.sub).not.toBe(two.sub);
    for (const credential of [one, two]) {
      expect(JSON.stringify(credential)).not.toContain(learner.id);
      expect(JSON.stringify(credential)).not.toContain("@demo");
    }
  });

  it("has the name that the learner has when it is fetched, and stays the same as long as nothing changes", async () => {
    const { learner, certificate } = await on.completed();
    const before = await on.look(certificate.badgeUrl!);
    expect(await badgeAt(certificate.badgeUrl!)).toBe(before.body.toString());
    const etag = before.headers.get("etag")!;
    expect((await on.look(certificate.badgeUrl!, { "if-none-match": etag })).status).toBe(304);
    await manager().update(Member, { id: learner.id }, { name: "Élodie Œuvrard" });
    const after = await on.look(certificate.badgeUrl!, { "if-none-match": etag });
    expect(after.status).toBe(200);
    const { credential } = await verifiedBadge(after.body.toString());
    expect(credential.credentialSubject.identifier[0].identityHash).toBe("Élodie Œuvrard");
    // What was fetched before is still signed.
    await verifiedBadge(before.body.toString());
  });
});

describe("the achievement of a track", () => {
  it("is public once the track is, and while it is not hidden", async () => {
    const draft = await on.build.buildTrack({ status: TrackStatus.DRAFT, publishedAt: null });
    const { id } = await on.build.buildTrack();
    const status = async (track: string) => (await on.look(`${app.url}/badges/achievements/${track}`)).status;
    expect([await status(draft.id), await status(id), await status("x")]).toEqual([404, 200, 404]);
    await manager().update(LearningTrack, { id }, { status: TrackStatus.WITHDRAWN });
    expect(await status(id)).toBe(200);
    await manager().update(LearningTrack, { id }, { hiddenAt: new Date() });
    expect(await status(id)).toBe(404);
  });
});
