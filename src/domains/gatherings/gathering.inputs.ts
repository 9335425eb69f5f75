import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { GatheringFormat } from "./gathering.enums.js";

export enum GatheringOrder {
  LATEST = "LATEST",
  EARLIEST = "EARLIEST",
}

registerEnumType(GatheringOrder, {
  name: "GatheringOrder",
  description: "The order of a list of gatherings.",
  valuesConfig: {
    LATEST: { description: "By the time of beginning, the latest first." },
    EARLIEST: { description: "By the time of beginning, the earliest first: with `from` set to now, what comes next." },
  },
});

@InputType({ description: "Which gatherings; all conditions hold together, an absent or empty one does not count." })
export class GatheringFilter {
  @Field(() => [GatheringFormat], { nullable: true, description: "Of one of these formats." })
  formats?: GatheringFormat[] | null;

  @Field(() => [String], { nullable: true, description: "Slugs of themes: about one of them or a narrower one." })
  themes?: string[] | null;

  @Field(() => Date, { nullable: true, description: "That begin at this moment or later." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "That begin before this moment." })
  until?: Date | null;

  @Field(() => ID, { nullable: true, description: "With this member as a host." })
  hostId?: string | null;
}

@InputType({ description: "A gathering to come to." })
export class RegisterForGatheringInput {
  @Field(() => ID, { description: "The gathering." })
  gatheringId: string;
}

@InputType({ description: "A gathering not to come to." })
export class CancelRegistrationInput {
  @Field(() => ID, { description: "The gathering." })
  gatheringId: string;
}
