import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { Role } from "../../src/core/access/role.js";
import {
  collaboratorExplanation,
  type CollaboratorReasons,
} from "../../src/domains/matchmaking/explain/explanation.js";
import { collaboratorReasons } from "../../src/domains/matchmaking/explain/collaborator-reasons.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { CollaborationStage } from "../../src/domains/collaborations/collaboration.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const none: CollaboratorReasons = {
  forIdea: false,
  offered: [],
  sought: [],
  shared: [],
  mutualCollaborators: 0,
  sharedGatherings: 0,
  sameOrganisation: null,
};
const many = ["zorg", "wonen", "water", "afval", "energie"];
const all: CollaboratorReasons = {
  ...none,
  offered: ["zorg"],
  sought: ["wonen"],
  shared: ["zorg", "wonen"],
  mutualCollaborators: 2,
  sharedGatherings: 3,
  sameOrganisation: "Stad Gent",
};

describe("an explanation", () => {
  it.each([
    [Language.NL, { offered: ["zorg"] }, "Biedt hulp bij “zorg”, waar jij hulp bij zoekt."],
    [Language.NL, { sought: ["zorg"] }, "Zoekt hulp bij “zorg”, wat jij te bieden hebt."],
    [Language.NL, { shared: many }, "Deelt met jou “zorg”, “wonen”, “water” en nog 2 thema's."],
    [Language.NL, { shared: many.slice(1) }, "Deelt met jou “wonen”, “water”, “afval” en nog één thema."],
    [Language.NL, { mutualCollaborators: 1 }, "Werkte al samen met een lid met wie ook jij samenwerkte."],
    [Language.NL, { mutualCollaborators: 3 }, "Werkte al samen met 3 leden met wie ook jij samenwerkte."],
    [Language.NL, { sharedGatherings: 1 }, "Schreef zich in voor een bijeenkomst waarvoor ook jij je inschreef."],
    [Language.NL, { sharedGatherings: 2 }, "Schreef zich in voor 2 bijeenkomsten waarvoor ook jij je inschreef."],
    [Language.NL, { sameOrganisation: "Stad Gent" }, "Werkt ook bij “Stad Gent”."],
    [Language.NL, {}, "Is een nieuw contact voor jou."],
    [Language.FR, { offered: ["zorg"] }, "Propose son aide pour “zorg”, où vous cherchez de l'aide."],
    [Language.FR, { sought: ["zorg"] }, "Cherche de l'aide pour “zorg”, où vous proposez la vôtre."],
    [Language.FR, { shared: many }, "Partage avec vous “zorg”, “wonen”, “water” et 2 autres thèmes."],
    [Language.FR, { shared: many.slice(1) }, "Partage avec vous “wonen”, “water”, “afval” et un autre thème."],
    [Language.FR, { mutualCollaborators: 1 }, "A déjà collaboré avec un membre avec qui vous avez aussi collaboré."],
    [Language.FR, { mutualCollaborators: 3 }, "A déjà collaboré avec 3 membres avec qui vous avez aussi collaboré."],
    [Language.FR, { sharedGatherings: 1 }, "Figure, comme vous, parmi les inscrits à une rencontre."],
    [Language.FR, { sharedGatherings: 2 }, "Figure, comme vous, parmi les inscrits à 2 rencontres."],
    [Language.FR, { sameOrganisation: "Stad Gent" }, "Travaille aussi chez “Stad Gent”."],
    [Language.FR, {}, "Est un nouveau contact pour vous."],
    [Language.EN, { offered: ["zorg"] }, "Offers help with “zorg”, which you seek."],
    [Language.EN, { sought: ["zorg"] }, "Seeks help with “zorg”, which you offer."],
    [Language.EN, { shared: many }, "Shares “zorg”, “wonen”, “water”, and 2 more themes with you."],
    [Language.EN, { shared: many.slice(1) }, "Shares “wonen”, “water”, “afval”, and one more theme with you."],
    [Language.EN, { mutualCollaborators: 1 }, "Has worked with a member with whom you have worked too."],
    [Language.EN, { mutualCollaborators: 3 }, "Has worked with 3 members with whom you have worked too."],
    [Language.EN, { sharedGatherings: 1 }, "Signed up for a gathering that you signed up for too."],
    [Language.EN, { sharedGatherings: 2 }, "Signed up for 2 gatherings that you signed up for too."],
    [Language.EN, { sameOrganisation: "Stad Gent" }, "Also works at “Stad Gent”."],
    [Language.EN, {}, "Is a fresh contact for you."],
  ])("in %s of %j alone is one plain sentence", (language, reasons, sentence) => {
    expect(collaboratorExplanation({ ...none, ...reasons }, language)).toBe(sentence);
  });

  it.each([
    [
      Language.NL,
      "Biedt hulp bij “zorg”, waar jij hulp bij zoekt. Zoekt hulp bij “wonen”, wat jij te bieden hebt. Deelt met jou “zorg” en “wonen”. Werkte al samen met 2 leden met wie ook jij samenwerkte.",
    ],
    [
      Language.FR,
      "Propose son aide pour “zorg”, où vous cherchez de l'aide. Cherche de l'aide pour “wonen”, où vous proposez la vôtre. Partage avec vous “zorg” et “wonen”. A déjà collaboré avec 2 membres avec qui vous avez aussi collaboré.",
    ],
    [
      Language.EN,
      "Offers help with “zorg”, which you seek. Seeks help with “wonen”, which you offer. Shares “zorg” and “wonen” with you. Has worked with 2 members with whom you have worked too.",
    ],
  ])("in %s tells four reasons at most, the strongest first", (language, text) => {
    expect(collaboratorExplanation(all, language)).toBe(text);
  });

  it.each([
    [
      Language.NL,
      "Biedt hulp bij “zorg”, waar dit idee over gaat. Heeft iets met thema's van dit idee: “zorg” en “wonen”. Werkte al samen met 2 leden met wie ook de indiener samenwerkte. Schreef zich in voor 3 bijeenkomsten waarvoor ook de indiener zich inschreef.",
      "Werkt bij “Stad Gent”, net als de indiener.",
      "Is een nieuw contact bij dit idee.",
    ],
    [
      Language.FR,
      "Propose son aide pour “zorg”, dont parle cette idée. S'intéresse à des thèmes de cette idée : “zorg” et “wonen”. A déjà collaboré avec 2 membres avec qui la personne qui a posté l'idée a aussi collaboré. Figure, comme la personne qui a posté l'idée, parmi les inscrits à 3 rencontres.",
      "Travaille chez “Stad Gent”, comme la personne qui a posté l'idée.",
      "Est un nouveau contact pour cette idée.",
    ],
    [
      Language.EN,
      "Offers help with “zorg”, which this idea is about. Cares about themes of this idea: “zorg” and “wonen”. Has worked with 2 members with whom the idea's author has worked too. Signed up for 3 gatherings that the idea's author signed up for too.",
      "Works at “Stad Gent”, as the idea's author does.",
      "Is a fresh contact for this idea.",
    ],
  ])("in %s of a suggestion for an idea is about the idea and its author", (language, text, organisation, fresh) => {
    const forIdea = { ...none, forIdea: true };
    expect(collaboratorExplanation({ ...all, sought: [], forIdea: true }, language)).toBe(text);
    expect(collaboratorExplanation({ ...forIdea, sameOrganisation: "Stad Gent" }, language)).toBe(organisation);
    expect(collaboratorExplanation(forIdea, language)).toBe(fresh);
  });
});

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const manager = () => app.services.database.source.manager;
const fields =
  "suggestedCollaborators { member { id } sharedGatherings mutualCollaborators explanation(language: EN) }";

interface Told {
  member: { id: string };
  sharedGatherings: number;
  mutualCollaborators: number;
  explanation: string;
}

/** Two members with a theme in common, and so suggested to each other; one of them has an idea about it. */
async function twoMembers(own: Partial<Member> & { roles?: Role[] } = {}, theirs: Partial<Member> = {}) {
  const theme = await build.buildTheme();
  const me = await build.buildMember({ ...own, interests: [[theme]] });
  const other = await build.buildMember({ ...theirs, interests: [[theme]] });
  const idea = await build.buildIdea({ authorId: me.id, themes: [theme] });
  const only = (suggestions: Told[]): Told => suggestions.find(({ member }) => member.id === other.id)!;
  return {
    me,
    other,
    /** What the one is told of the other. */
    told: async () => {
      await app.caughtUp();
      const { data } = await app.ask(`{ viewer { ${fields} } }`, {}, await app.tokenOf(me.id));
      return only(data.viewer.suggestedCollaborators);
    },
    /** What somebody is told of the other, for the one's idea. */
    toldOfIdea: async (reader?: Member) => {
      await app.caughtUp();
      const token = reader && (await app.tokenOf(reader.id));
      const { data } = await app.ask(`query ($id: ID!) { idea(id: $id) { ${fields} } }`, { id: idea.id }, token);
      return only(data.idea.suggestedCollaborators);
    },
  };
}

/** A gathering where these members have a place. */
async function gatheringWith(members: Member[], overrides: Partial<Gathering> = {}): Promise<Gathering> {
  const gathering = await build.buildGathering(overrides);
  for (const { id } of members) await build.buildRegistration({ gatheringId: gathering.id, memberId: id });
  return gathering;
}

/** Somebody who worked with both. */
async function between(one: Member, other: Member, overrides: Partial<Member> & { roles?: Role[] } = {}) {
  const member = await build.buildMember(overrides);
  await build.buildCollaboration([one, member]);
  await build.buildCollaboration([member, other], { stage: CollaborationStage.STOPPED });
  return member;
}

const block = (blocker: Member, blocked: Member) =>
  manager().insert(Block, { blockerId: blocker.id, blockedId: blocked.id, blockedAt: new Date() });

describe("mutual collaborators", () => {
  it("are told with each member counted once, whether what they worked on goes on or has stopped", async () => {
    const { me, other, told } = await twoMembers();
    await between(me, other);
    const twice = await between(me, other);
    await build.buildCollaboration([twice, other]);
    const { mutualCollaborators, explanation } = await told();
    expect(mutualCollaborators).toBe(2);
    expect(explanation).toMatch(/with you\. Has worked with 2 members with whom you have worked too\.$/);
  });

  it.each([
    ["was hidden by a moderator", { hiddenAt: new Date() }],
    ["left the network", { erasedAt: new Date() }],
  ])("do not count who %s", async (_, overrides) => {
    const { me, other, told } = await twoMembers();
    await between(me, other, overrides);
    const { mutualCollaborators, explanation } = await told();
    expect([mutualCollaborators, explanation]).toEqual([0, expect.stringMatching(/^Shares \S+ with you\.$/)]);
  });

  it("do not count who is kept apart from the reader by a block, either way", async () => {
    const { me, other, told } = await twoMembers();
    await block(me, await between(me, other));
    await block(await between(me, other), me);
    expect((await told()).mutualCollaborators).toBe(0);
  });

  it("are told of an idea's author, without who shows their profile to members alone when nobody is signed in", async () => {
    const { me, other, toldOfIdea } = await twoMembers();
    await between(me, other);
    await between(me, other, { profileVisibility: ProfileVisibility.MEMBERS });
    const [toAll, toMember] = [await toldOfIdea(), await toldOfIdea(await build.buildMember())];
    expect(toAll.explanation).toMatch(/Has worked with a member with whom the idea's author has worked too\.$/);
    expect(toMember.explanation).toMatch(/Has worked with 2 members with whom the idea's author has worked too\.$/);
  });

  it.each([
    ["shows their profile to members alone", { profileVisibility: ProfileVisibility.MEMBERS }],
    ["was hidden by a moderator", { hiddenAt: new Date() }],
  ])("and gatherings are not told of an idea's author who %s", async (_, overrides) => {
    const { me, other, toldOfIdea } = await twoMembers(overrides);
    await between(me, other);
    await gatheringWith([me, other]);
    expect(await toldOfIdea()).toMatchObject({
      mutualCollaborators: 0,
      sharedGatherings: 0,
      explanation: expect.stringMatching(/^Cares about themes of this idea: \S+\.$/),
    });
  });
});

describe("shared gatherings", () => {
  it("are told, those to come and those past", async () => {
    const { me, other, told } = await twoMembers();
    await gatheringWith([me, other]);
    await gatheringWith([me, other], { startsAt: new Date("2026-01-01T00:00:00Z") });
    const { sharedGatherings, explanation } = await told();
    expect(sharedGatherings).toBe(2);
    expect(explanation).toMatch(/with you\. Signed up for 2 gatherings that you signed up for too\.$/);
  });

  it("are not told of a member who does not share attendance, not even to who hosted them or moderates", async () => {
    const { me, other, told } = await twoMembers({ roles: [Role.ORGANISER] }, { shareAttendance: false });
    const gathering = await gatheringWith([me, other]);
    await app.services.database.query(
      sql`INSERT INTO gathering_host (gathering_id, member_id) VALUES (${gathering.id}, ${me.id})`,
    );
    const { sharedGatherings, explanation } = await told();
    expect([sharedGatherings, explanation]).toEqual([0, expect.stringMatching(/^Shares \S+ with you\.$/)]);
  });

  it("are told to a member who does not share attendance, and of them to nobody else", async () => {
    const { me, other, told, toldOfIdea } = await twoMembers({ shareAttendance: false });
    await gatheringWith([me, other]);
    expect((await told()).sharedGatherings).toBe(1);
    expect((await toldOfIdea(me)).explanation).toMatch(/Signed up for a gathering that the idea's author/);
    expect((await toldOfIdea(await build.buildMember())).sharedGatherings).toBe(0);
    expect((await toldOfIdea()).explanation).toMatch(/^Cares about themes of this idea: \S+\.$/);
  });

  it.each([RegistrationStatus.CANCELLED, RegistrationStatus.WAITLISTED])(
    "do not count a place that is %s, whosever it is",
    async (status) => {
      const { me, other, told } = await twoMembers();
      for (const [going, without] of [
        [me, other],
        [other, me],
      ] as const) {
        const { id: gatheringId } = await gatheringWith([going]);
        await build.buildRegistration({ gatheringId, memberId: without.id, status });
      }
      expect((await told()).sharedGatherings).toBe(0);
    },
  );

  it.each([
    ["hidden by a moderator", { hiddenAt: new Date() }],
    ["called off", { status: GatheringStatus.CANCELLED }],
  ])("do not count one that was %s", async (_, overrides) => {
    const { me, other, told } = await twoMembers();
    await gatheringWith([me, other], overrides);
    expect((await told()).sharedGatherings).toBe(0);
  });
});

describe("the same organisation", () => {
  /** What a reader is told of a suggestion that rests on no theme. */
  const toldOf = async (author: Member, member: Member, reader: Member | null, forIdea = false) => {
    const ctx = Object.assign(systemContext(app.services, pino({ level: "silent" })), { callerId: reader?.id ?? null });
    const target = { memberId: author.id, ideaId: forIdea ? uuidv7() : null };
    const reasons = await collaboratorReasons(ctx, { target, member, sharedInterests: [] }, Language.EN);
    return collaboratorExplanation(reasons, Language.EN);
  };
  /** Two who work at the same place. */
  const colleagues = async (overrides: Partial<Member> = {}) => {
    const { id: organisationId, name } = await build.buildOrganisation();
    const seeker = await build.buildMember({ ...overrides, organisationId });
    return { name, seeker, member: await build.buildMember({ organisationId }) };
  };

  it("is told when there is no other reason, and only then", async () => {
    const { name, seeker, member } = await colleagues();
    expect(await toldOf(seeker, member, seeker)).toBe(`Also works at “${name}”.`);
    expect(await toldOf(seeker, member, null, true)).toBe(`Works at “${name}”, as the idea's author does.`);
    await between(seeker, member);
    expect(await toldOf(seeker, member, seeker)).toBe("Has worked with a member with whom you have worked too.");
  });

  it("is not told of who work elsewhere, or nowhere: they are fresh contacts", async () => {
    const { seeker, member } = await colleagues();
    const [elsewhere, nowhere] = [(await colleagues()).member, await build.buildMember()];
    expect(await toldOf(seeker, elsewhere, seeker)).toBe("Is a fresh contact for you.");
    expect(await toldOf(nowhere, member, nowhere)).toBe("Is a fresh contact for you.");
    expect(await toldOf(nowhere, await build.buildMember(), nowhere)).toBe("Is a fresh contact for you.");
  });

  it("is not told of an idea's author whom the reader may not see", async () => {
    const { seeker, member } = await colleagues({ profileVisibility: ProfileVisibility.MEMBERS });
    expect(await toldOf(seeker, member, null, true)).toBe("Is a fresh contact for this idea.");
    expect(await toldOf(seeker, member, member, true)).toMatch(/^Works at/);
  });
});
