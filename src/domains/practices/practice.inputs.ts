import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../core/texts/language.js";
import { PracticeKind, PracticeStatus } from "./practice.enums.js";

export enum PracticeOrder {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}

registerEnumType(PracticeOrder, {
  name: "PracticeOrder",
  description: "The sort order of a list of practices.",
  valuesConfig: {
    NEWEST: { description: "By date of sharing, newest first." },
    OLDEST: { description: "By date of sharing, oldest first." },
  },
});

@InputType({
  description:
    "Restricts a list of practices. All conditions that are given must match; absent, null and empty ones are ignored.",
})
export class PracticeFilter {
  @Field(() => [PracticeKind], { nullable: true, description: "Practices of one of these kinds." })
  kinds?: PracticeKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of themes, in any letter case: practices with at least one of these themes or of their narrower themes. " +
      "Unknown slugs match nothing.",
  })
  themes?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Practices of the organisation with this id, or of the one that it was merged into; none if a moderator has hidden " +
      "it from the caller.",
  })
  organisationId?: string | null;

  @Field(() => Language, { nullable: true, description: "Practices with texts in this language." })
  language?: Language | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True for practices with a recorded use that the caller may see, false for those without one.",
  })
  used?: boolean | null;

  @Field(() => [PracticeStatus], {
    nullable: true,
    description:
      "Practices with one of these statuses; published ones by default. Others than published ones are found by their " +
      "sharer and, unless they are withdrawn, by organisers and administrators.",
  })
  statuses?: PracticeStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Practices whose title, summary or steps contain, for each word of this text, a word that begins with it or is " +
      "another form of it, ignoring case and accents; at most 200 characters. Function words, such as `in`, are ignored " +
      "beside other words. A text without a word, such as an emoji, matches nothing. Errors: BAD_USER_INPUT.",
  })
  search?: string | null;
}

@InputType({ description: "The practice that is to be shared." })
export class SharePracticeInput {
  @Field(() => PracticeKind, { description: "Whether it is an instrument or a good practice." })
  kind: PracticeKind;

  @Field(() => String, { description: "The title of the practice, one line of 1 to 300 characters." })
  title: string;

  @Field(() => String, { description: "What it is and what it is good for; plain text of 1 to 5,000 characters." })
  summary: string;

  @Field(() => [String], {
    nullable: true,
    description: "The steps to take, in order: at most 30 plain texts of 1 to 2,000 characters.",
  })
  steps?: string[] | null;

  @Field(() => [String], {
    description:
      "Slugs of the themes of the practice, most relevant first: at most 10, each once, none of them archived. May be empty.",
  })
  themes: string[];

  @Field(() => String, {
    nullable: true,
    description: "Where to find it or more about it: an https address of at most 2,000 characters.",
  })
  link?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The terms on which others may use it, such as `CC BY 4.0`: one line of 1 to 100 characters.",
  })
  licence?: string | null;

  @Field(() => Language, {
    nullable: true,
    description: "The language of the texts. Default: the best match for the `Accept-Language` header, or Dutch.",
  })
  language?: Language | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of the member to contact about it, whose profile the caller must see; they are notified and may decline. " +
      "Default: the caller.",
  })
  contactId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it names the organisation where the caller works now, if there is one. Default: true.",
  })
  withOrganisation?: boolean | null;

  @IdempotencyKeyField("practice")
  idempotencyKey?: string | null;
}

@InputType({
  description: "Changes to a practice of the caller. An absent field retains its value; null clears it.",
})
export class EditPracticeInput {
  @Field(() => ID, { description: "The id of the practice." })
  id: string;

  @Field(() => Int, { description: "The version of the practice on which the edit is based." })
  version: number;

  @Field(() => PracticeKind, { nullable: true, description: "The new kind; cannot be cleared." })
  kind?: PracticeKind | null;

  @Field(() => String, {
    nullable: true,
    description: "The new title, one line of 1 to 300 characters; cannot be cleared.",
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new summary, plain text of 1 to 5,000 characters; cannot be cleared.",
  })
  summary?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "The steps that replace all present ones: at most 30 plain texts of 1 to 2,000 characters. Null or an empty list " +
      "removes all steps.",
  })
  steps?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of the themes that replace all present ones: at most 10, each once, none of them archived. Null or an empty " +
      "list removes all themes.",
  })
  themes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "The new address, https and of at most 2,000 characters; null removes it.",
  })
  link?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new terms of use, one line of 1 to 100 characters; null removes them.",
  })
  licence?: string | null;

  @Field(() => Language, { nullable: true, description: "The language of the texts; null means unknown." })
  language?: Language | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of the member to contact about it from now on, as in `SharePracticeInput`, but nobody who declined it; null for the caller.",
  })
  contactId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True names the organisation where the caller works now, if there is one; false removes the organisation. Cannot " +
      "be cleared.",
  })
  withOrganisation?: boolean | null;
}

@InputType({ description: "The practice that is to be withdrawn." })
export class WithdrawPracticeInput {
  @Field(() => ID, { description: "The id of a practice of the caller." })
  id: string;
}

@InputType({ description: "The practice for which the caller does not act as the contact any longer." })
export class DeclinePracticeContactInput {
  @Field(() => ID, { description: "The id of a practice that names the caller as its contact." })
  practiceId: string;
}
