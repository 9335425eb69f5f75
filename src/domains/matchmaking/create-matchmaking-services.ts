import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import type { IdentityServices } from "../identity/identity.services.js";
import { MemberGraphProjection } from "./graph/member-graph.projection.js";
import { InterestIndex } from "./interest-index/interest-index.js";
import type { MatchmakingServices } from "./matchmaking.services.js";
import { Ranker } from "./ranker/ranker.js";

export function createMatchmakingServices(
  { database, events, knownAccounts }: CoreServices & IdentityServices,
  { config, log, databaseUrl }: ServiceOptions,
): MatchmakingServices {
  const interests = new InterestIndex(database, events, databaseUrl, log);
  const memberGraph = new MemberGraphProjection(database, events, databaseUrl, log);
  // The index holds all members, and so answers without the database.
  knownAccounts.provide((memberId) => interests.hasAccount(memberId));
  return {
    interests,
    memberGraph,
    ranker: new Ranker(database, events, memberGraph, log),
    freshContacts: config.freshContacts,
    suggestionCounts: { given: 0, fresh: 0 },
    suggestionsBy: config.suggestionsBy,
  };
}
