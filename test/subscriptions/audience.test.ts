import { describe, expect, it } from "@jest/globals";
import { getNamedType, isLeafType, isObjectType, parse } from "graphql";
import type { Context } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { schema } from "../../src/app/schema.js";
import { audienceOf } from "../../src/core/subscriptions/audience.js";
import { subscriptionDefinitions } from "../../src/app/contributions.js";
import {
  subscriptionOperation,
  type SubscriptionOperation,
} from "../../src/core/subscriptions/subscription-operation.js";

/** Each type in live events, where it is read, and which of its fields are executed for each viewer individually. */
const liveTypes: Record<string, { read: (field: string) => string; individual: string[] }> = {
  Idea: {
    read: (field) => `ideaPosted { idea { ${field} } }`,
    individual: [
      ...[
        "coAuthorInvitations",
        "coAuthors",
        "collaborations",
        "comments",
        "gatherings",
        "history",
        "mentions",
        "outcomes",
        "suggestedCollaborators",
        "suggestedPractices",
        "viewerCanEdit",
        "viewerFollows",
        "viewerSupports",
      ],
    ],
  },
  Practice: {
    read: (field) => `practicePublished { practice { ${field} } }`,
    individual: ["history", "related", "reviewNote", "useCount", "uses", "viewerCanEdit"],
  },
  Comment: {
    read: (field) => `commentAdded(ideaId: "x") { comment { ${field} } }`,
    individual: ["mentions", "replies", "viewerCanEdit"],
  },
  Gathering: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { ${field} } }`,
    individual: [
      ...["agendaProposals", "checkInLink", "collaborations", "figures", "hostMails", "noShows", "proposer"],
      ...["registrations", "tables", "viewerCanEdit", "viewerRegistration"],
    ],
  },
  LearningTrack: {
    read: (field) => `trackChanged(trackId: "x") { track { ${field} } }`,
    individual: ["enrolments", "viewerCanEdit", "viewerEnrolment"],
  },
  TrackStep: {
    read: (field) => `trackChanged(trackId: "x") { track { steps { ${field} } } }`,
    individual: [],
  },
  Place: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { place { ${field} } } }`,
    individual: ["onlineUrl"],
  },
  AgendaItem: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { agenda { ${field} } } }`,
    individual: [],
  },
  Outcome: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { outcome { ${field} } } }`,
    individual: ["viewerCanEdit"],
  },
  GatheringSeries: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { series { ${field} } } }`,
    individual: ["gatherings", "viewerRegistration"],
  },
  Capacity: {
    read: (field) => `gatheringChanged(gatheringId: "x") { gathering { capacity { ${field} } } }`,
    individual: [],
  },
  Member: {
    read: (field) => `ideaPosted { idea { author { ${field} } } }`,
    individual: [
      ...["coAuthoredIdeas", "collaborations", "former", "gatherings", "ideas", "interests", "practices"],
      "viewerCanEdit",
    ],
  },
  Organisation: {
    read: (field) => `ideaPosted { idea { author { organisation { ${field} } } } }`,
    individual: ["gatherings", "ideas", "memberCount", "members", "practices", "viewerCanEdit"],
  },
  Theme: {
    read: (field) => `ideaPosted { idea { themes { ${field} } } }`,
    individual: ["gatherings", "ideas", "learningTracks", "members", "practices"],
  },
};

/** Whether a member without blocks, roles or anything of their own is executed for individually. */
async function isIndividual(subscription: string): Promise<boolean> {
  const operation = subscriptionOperation(
    { schema, document: parse(`subscription { ${subscription} }`) },
    subscriptionDefinitions,
    5,
  ) as SubscriptionOperation;
  const ctx = {
    callerId: "0198c5a0-0000-7000-8000-000000000000",
    language: Language.NL,
    db: { query: () => Promise.resolve([{ isIsolated: false, suspendedUntil: null }]) },
  } as unknown as Context;
  const field = { ...operation.field, isOwn: () => Promise.resolve(false) };
  return (await audienceOf(ctx, { ...operation, field }, [])).isIndividual;
}

describe("an operation is executed for its viewer alone", () => {
  it.each(Object.entries(liveTypes))(
    "when it reads of %s what is not the same to all",
    async (name, { read, individual }) => {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`${name} is no type of objects.`);
      const found = [];
      for (const field of Object.values(type.getFields())) {
        const selection = isLeafType(getNamedType(field.type)) ? field.name : `${field.name} { __typename }`;
        if (await isIndividual(read(selection))) found.push(field.name);
      }
      expect(found.sort()).toEqual(individual);
    },
  );

  it("also when it reads that by a fragment or under another name", async () => {
    expect(await isIndividual("ideaPosted { idea { ... on Idea { steun: viewerSupports } } }")).toBe(true);
    expect(await isIndividual("ideaPosted { idea { ... on Idea { titel: title } } }")).toBe(false);
  });
});
