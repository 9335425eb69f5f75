import type { Context, CoreServices } from "../../core/graphql/context.js";
import type { IdentityServices } from "../identity/identity.services.js";
import type { ThemeServices } from "../themes/theme.services.js";
import type { MemberGraphProjection } from "./graph/member-graph.projection.js";
import type { InterestIndex } from "./interest-index/interest-index.js";
import type { Ranker } from "./ranker/ranker.js";

export interface MatchmakingServices {
  /** The interests of all members, in memory. */
  interests: InterestIndex;
  /** Collaborations, gatherings and organisations that connect members, in memory. */
  memberGraph: MemberGraphProjection;
  /** The ranking that was learned from the network's history. */
  ranker: Ranker;
  /** How many of the first ten suggestions are fresh contacts at least, where there are that many. */
  freshContacts: number;
  /** How many suggestions this process has given to members, and how many of them were fresh contacts. */
  suggestionCounts: { given: number; fresh: number };
  /** Which of the two ranks suggestions by themes: they give the same. */
  suggestionsBy: "index" | "sql";
}

/** What suggestions outside any request, as those of the index check, are made with. */
export type SuggestionServices = CoreServices & ThemeServices & IdentityServices & MatchmakingServices;

export type MatchmakingContext = Context & SuggestionServices;
