import type { Gauge } from "../../core/metrics/gauge.js";
import type { MatchmakingServices } from "./matchmaking.services.js";

type Measured = Pick<MatchmakingServices, "interests" | "memberGraph" | "ranker" | "suggestionCounts">;

export const matchmakingGauges = ({ interests, memberGraph, ranker, suggestionCounts }: Measured): Gauge[] => [
  {
    name: "ino_interest_index_ready",
    help: "1 once the interest index can answer",
    value: () => Number(interests.isReady),
  },
  { name: "ino_interest_index_bytes", help: "Bytes of the interest index", value: () => interests.bytes },
  {
    name: "ino_interest_index_members",
    help: "Members in the interest index",
    value: () => (interests.isReady ? interests.store.memberCount : 0),
  },
  {
    name: "ino_interest_index_interests",
    help: "Interests in the interest index",
    value: () => (interests.isReady ? interests.store.interestCount : 0),
  },
  {
    name: "ino_interest_index_checks",
    help: "Rankings compared with the database's",
    value: () => interests.checks,
  },
  {
    name: "ino_interest_index_mismatches",
    help: "Rankings that were not the database's",
    value: () => interests.mismatches,
  },
  {
    name: "ino_suggestions_given",
    help: "Suggestions given to members since the start",
    value: () => suggestionCounts.given,
  },
  {
    name: "ino_suggestions_fresh",
    help: "Those of them from another organisation and beyond two collaborations",
    value: () => suggestionCounts.fresh,
  },
  {
    name: "ino_ranker_version",
    help: "Version of the learned ranking in use; 0 before any training",
    value: () => ranker.version,
  },
  { name: "ino_ties_bytes", help: "Bytes of what ties members together", value: () => memberGraph.graph.bytes },
];
