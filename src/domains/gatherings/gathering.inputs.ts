import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { GatheringFormat, GatheringStatus } from "./gathering.enums.js";

export enum GatheringOrder {
  LATEST = "LATEST",
  EARLIEST = "EARLIEST",
}

registerEnumType(GatheringOrder, {
  name: "GatheringOrder",
  description: "The sort order of a list of gatherings.",
  valuesConfig: {
    LATEST: { description: "By start time, latest first." },
    EARLIEST: { description: "By start time, earliest first; with `from` set to now, the upcoming gatherings." },
  },
});

@InputType({
  description:
    "Restricts a list of gatherings. All conditions that are given must match; absent, null and empty " +
    "ones are ignored.",
})
export class GatheringFilter {
  @Field(() => [GatheringFormat], { nullable: true, description: "Gatherings of one of these formats." })
  formats?: GatheringFormat[] | null;

  @Field(() => [GatheringStatus], {
    nullable: true,
    description:
      "Gatherings with one of these statuses; by default SCHEDULED and CANCELLED. Of PROPOSED and DECLINED, a caller " +
      "gets their own proposals, and organisers and administrators all.",
  })
  statuses?: GatheringStatus[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of themes, in any letter case: gatherings about at least one of these themes or of their narrower themes. " +
      "Unknown slugs match nothing.",
  })
  themes?: string[] | null;

  @Field(() => Date, { nullable: true, description: "Gatherings that begin at this time or later." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "Gatherings that begin before this time." })
  until?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: "Gatherings hosted by the member with this id; none if the caller may not see the member's profile.",
  })
  hostId?: string | null;
}
