import { Field, InputType, registerEnumType } from "type-graphql";
import { Language } from "../../core/graphql/language.js";
import { Experience, Sector, Stance } from "./member.enums.js";

export enum MemberOrder {
  NAME = "NAME",
  NEWEST = "NEWEST",
}

registerEnumType(MemberOrder, {
  name: "MemberOrder",
  description: "The order of a list of members.",
  valuesConfig: {
    NAME: { description: "By name, A first." },
    NEWEST: { description: "By the time of joining, the newest first." },
  },
});

@InputType({ description: "Which members; all conditions hold together, an absent or empty one does not count." })
export class MemberFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Slugs of themes: with an interest in one of them or in a narrower one.",
  })
  themes?: string[] | null;

  @Field(() => [Stance], {
    nullable: true,
    description: "With one of these stances (towards one of `themes`, when given).",
  })
  stances?: Stance[] | null;

  @Field(() => [Sector], { nullable: true, description: "In one of these sectors." })
  sectors?: Sector[] | null;

  @Field(() => [Experience], { nullable: true, description: "With one of these levels of experience." })
  experience?: Experience[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Whose name or headline has words that begin with each of these.",
  })
  search?: string | null;
}

@InputType({ description: "An interest to have." })
export class InterestInput {
  @Field(() => String, { description: "The theme's slug." })
  theme: string;

  @Field(() => Stance, { defaultValue: Stance.FOLLOWS, description: "The stance towards it." })
  stance: Stance;
}

@InputType({ description: "All interests that the caller is to have." })
export class SetInterestsInput {
  @Field(() => [InterestInput], { description: "Replaces the caller's interests; each theme once, 100 at most." })
  interests: InterestInput[];
}

@InputType({ description: "What to change in the caller's profile. Absent keeps, null clears." })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: "1 to 120 characters; cannot be cleared." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "At most 200 characters." })
  headline?: string | null;

  @Field(() => String, { nullable: true, description: "At most 5,000 characters." })
  bio?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The organisation's name, at most 200 characters; one that is not known yet is added.",
  })
  organisation?: string | null;

  @Field(() => Sector, { nullable: true, description: "The sector the caller works in." })
  sector?: Sector | null;

  @Field(() => Experience, { nullable: true, description: "The caller's own estimate." })
  experience?: Experience | null;

  @Field(() => [Language], { nullable: true, description: "The languages the caller works in, best first." })
  languages?: Language[] | null;
}
