import { Field, Float, Int, ObjectType } from "type-graphql";
import { Stance } from "../members/member.enums.js";
import type { Suggested } from "./suggestion.reads.js";

@ObjectType({ description: "A theme that a suggestion rests on." })
export class SharedTheme {
  themeId: string;

  @Field(() => Float, {
    description: "Its share of the score, above 0 to 1; the shares of one suggestion make 1 together.",
  })
  share: number;
}

@ObjectType({ description: "A theme that one seeks help with and the other offers help with." })
export class Complement {
  themeId: string;

  @Field(() => Stance, { description: "The viewer's stance, SEEKS or OFFERS." })
  viewerStance: Stance;

  @Field(() => Stance, { description: "The suggested member's stance, the other of the two." })
  memberStance: Stance;
}

@ObjectType({ description: "A member proposed as collaborator, with the reasons (suggestie)." })
export class CollaboratorSuggestion {
  facts: Suggested;
  forIdea: boolean;

  @Field(() => Float, {
    description:
      "0 to 1: the summed rarity of the shared themes, ln(1 + (N − n + ½)/(n + ½)) each, with N all members and n the theme's, divided by the sum over all themes that were to be matched. Comparable within one answer; ties go by member id.",
  })
  get score(): number {
    return this.facts.score;
  }

  @Field(() => Int, {
    description: "At how many gatherings both have, or had, a place; 0 for a member who does not share attendance.",
  })
  get sharedGatherings(): number {
    return this.facts.sharedGatherings;
  }

  @Field(() => Int, { description: "How many members collaborate with both." })
  get mutualCollaborators(): number {
    return this.facts.mutualCollaborators;
  }
}
