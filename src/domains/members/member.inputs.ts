import { Field, InputType, registerEnumType } from "type-graphql";
import { Language } from "../../core/texts/language.js";
import { Experience, MemberLevel, Stance } from "./member.enums.js";
import { Sector } from "../organisations/sector.enum.js";

export enum MemberOrder {
  NAME = "NAME",
  NEWEST = "NEWEST",
}

registerEnumType(MemberOrder, {
  name: "MemberOrder",
  description: "The sort order of a list of members.",
  valuesConfig: {
    NAME: { description: "By name, in alphabetical order." },
    NEWEST: { description: "By date of joining, newest first." },
  },
});

@InputType({
  description:
    "Restricts a list of members. All conditions that are given must match; absent, null and empty ones " +
    "are ignored.",
})
export class MemberFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of themes, in any letter case: members with an interest in at least one of these themes or of their narrower " +
      "themes. Unknown slugs match nothing.",
  })
  themes?: string[] | null;

  @Field(() => [Stance], {
    nullable: true,
    description: "Members with one of these stances towards a theme; with `themes`, towards one of those themes.",
  })
  stances?: Stance[] | null;

  @Field(() => [Sector], { nullable: true, description: "Members who work in one of these sectors." })
  sectors?: Sector[] | null;

  @Field(() => [Experience], { nullable: true, description: "Members with one of these levels of experience." })
  experience?: Experience[] | null;

  @Field(() => [MemberLevel], { nullable: true, description: "Members who work at one of these levels." })
  levels?: MemberLevel[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Members whose name, headline or organisation contains, for each word of this text, a word that begins with " +
      "it or is another form of it, ignoring case and accents; at most 200 characters. Function words, " +
      "such as `in`, are ignored beside other words. A text without a word, such as an emoji, matches nothing. Errors: BAD_USER_INPUT.",
  })
  search?: string | null;
}

@InputType({ description: "An interest of the caller, with the stance towards the theme." })
export class InterestInput {
  @Field(() => String, { description: "The slug of a theme that is not archived." })
  theme: string;

  @Field(() => Stance, { defaultValue: Stance.FOLLOWS, description: "The stance towards the theme." })
  stance: Stance;
}

@InputType({ description: "The complete list of the caller's interests." })
export class SetInterestsInput {
  @Field(() => [InterestInput], {
    description:
      "The interests that replace all present ones: at most 100, each theme at most once. An empty list " +
      "removes all.",
  })
  interests: InterestInput[];
}

@InputType({ description: "Changes to the caller's profile. An absent field retains its value; null clears it." })
export class UpdateProfileInput {
  @Field(() => String, {
    nullable: true,
    description: "The new name, one line of 1 to 120 characters; cannot be cleared.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new headline, one line of 1 to 200 characters; null clears it.",
  })
  headline?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new description, plain text of 1 to 5,000 characters; null clears it.",
  })
  bio?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The name of the caller's organisation, one line of 1 to 200 characters, or its code, such as `OVO002949` or a KBO " +
      "number. One that is there is found by its code, and by its name whatever the case, accents and spaces; else it is " +
      "created by the name. Null clears it.",
  })
  organisation?: string | null;

  @Field(() => Sector, { nullable: true, description: "The sector in which the caller works; null clears it." })
  sector?: Sector | null;

  @Field(() => Experience, {
    nullable: true,
    description: "The caller's experience, by their own estimate; null clears it.",
  })
  experience?: Experience | null;

  @Field(() => MemberLevel, { nullable: true, description: "The level at which the caller works; null clears it." })
  level?: MemberLevel | null;

  @Field(() => [Language], {
    nullable: true,
    description: "The languages in which the caller works, best first; null or an empty list clears them.",
  })
  languages?: Language[] | null;
}
