import { Field, Float, ObjectType } from "type-graphql";
import { Stance } from "../members/member.enums.js";
import type { ExplainedSuggestion } from "./explain/explain.js";

@ObjectType({ description: "A theme that a suggestion rests on." })
export class SharedTheme {
  themeId: string;
  throughId: string | null;

  @Field(() => Float, {
    description: "Its share of the score, above 0 to 1; the shares of one suggestion make 1 together.",
  })
  share: number;
}

@ObjectType({ description: "A theme that one seeks help with and the other offers help with." })
export class Complement {
  themeId: string;

  @Field(() => Stance, { description: "The viewer's stance, SEEKS or OFFERS; SEEKS for an idea." })
  viewerStance: Stance;

  @Field(() => Stance, { description: "The suggested member's stance, the other of the two." })
  memberStance: Stance;
}

@ObjectType({ description: "A member proposed as collaborator, with the reasons (suggestie)." })
export class CollaboratorSuggestion {
  facts: ExplainedSuggestion;

  @Field(() => Float, {
    description:
      "0 to 1: the rarity of what both have, ln(1 + (N − n + ½)/(n + ½)) a theme with N all members and n those who have it, half of it where one has it through a narrower theme and a quarter where both do, two and a half times where one seeks what the other offers; weighted by BM25's norm for how many interests the member has; divided by the most that anybody could have. Where the network has learned a better ranking from its collaborations: the odds of being chosen, over those of the best. Either is lowered for who was shown to the viewer on more than three days (3 / days) and for who was shown to very many. Comparable within one answer; ties go by member id.",
  })
  get score(): number {
    return this.facts.relativeScore;
  }
}
