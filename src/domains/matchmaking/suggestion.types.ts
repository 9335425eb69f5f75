import { Field, Float, ObjectType } from "type-graphql";
import { Stance } from "../members/member.enums.js";
import type { ExplainedSuggestion } from "./explain/explain.js";

@ObjectType({ description: "A theme on which a suggestion is based (gedeeld thema)." })
export class SharedTheme {
  themeId: string;
  throughId: string | null;

  @Field(() => Float, {
    description: "The share of the theme in the score, above 0 to 1; the shares of one suggestion add up to 1.",
  })
  share: number;
}

@ObjectType({ description: "A theme with which one seeks help and the other offers help (aanvulling)." })
export class Complement {
  themeId: string;

  @Field(() => Stance, {
    description: "The viewer's stance towards the theme, SEEKS or OFFERS; always SEEKS for an idea.",
  })
  viewerStance: Stance;

  @Field(() => Stance, {
    description: "The suggested member's stance towards the theme: OFFERS if the viewer's is SEEKS, and the reverse.",
  })
  memberStance: Stance;
}

@ObjectType({ description: "A member suggested as a collaborator, with the reasons (suggestie)." })
export class CollaboratorSuggestion {
  facts: ExplainedSuggestion;

  @Field(() => Float, {
    description:
      "Relevance, 0 to 1, comparable within one response; ties are ordered by member id. By themes: the " +
      "sum over the shared themes of ln(1 + (N − n + ½)/(n + ½)), where N is the number of members and n " +
      "the number of those who have the theme or one directly below it; half of it if one of the two has " +
      "the theme through a narrower one, a quarter if both do, and 2½ times it if one seeks the help that " +
      "the other offers; multiplied by the length norm of BM25 for the number of the member's interests, " +
      "and divided by the highest possible sum. If the network has learned a better ranking from its " +
      "collaborations: the odds of being chosen, divided by those of the best candidate. Either is " +
      "multiplied by 3 / days for a member who was shown to the viewer on more than three days, and is " +
      "lower for a member who was shown to very many. Sources: Robertson and Zaragoza, The Probabilistic " +
      "Relevance Framework (2009); for the discount Lee, Lakshmanan, Tiwari and Shah, Modeling impression " +
      "discounting in large-scale recommender systems (KDD 2014).",
  })
  get score(): number {
    return this.facts.suggestion.relativeScore;
  }
}
