import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../core/texts/language.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import { editedMentions, MentionsField, newMentions, type MentionInput } from "./mentions/mention.inputs.js";

export enum IdeaOrder {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}

registerEnumType(IdeaOrder, {
  name: "IdeaOrder",
  description: "The sort order of a list of ideas.",
  valuesConfig: {
    NEWEST: { description: "By date of posting, newest first." },
    OLDEST: { description: "By date of posting, oldest first." },
  },
});

@InputType({
  description:
    "Restricts a list or a stream of ideas. All conditions that are given must match; absent, null and " +
    "empty ones are ignored.",
})
export class IdeaFilter {
  @Field(() => [IdeaKind], { nullable: true, description: "Ideas of one of these kinds." })
  kinds?: IdeaKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of themes, in any letter case: ideas with at least one of these themes or of their narrower themes. Unknown " +
      "slugs match nothing in a list, and are an error in a subscription.",
  })
  themes?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "Ideas posted by the member with this id; none if the caller may not see the member's profile.",
  })
  authorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Ideas by members of the organisation with this id, or of the one that it was merged into, whose profile the caller " +
      "may see; none if a moderator has hidden it from the caller.",
  })
  organisationId?: string | null;

  @Field(() => Language, { nullable: true, description: "Ideas with texts in this language." })
  language?: Language | null;

  @Field(() => [IdeaStatus], {
    nullable: true,
    description:
      "Ideas with one of these statuses. Withdrawn ones are found by their author and co-authors alone. As ideas are posted OPEN, " +
      "a subscription to other statuses delivers none.",
  })
  statuses?: IdeaStatus[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True for questions without an answer that the caller may see (see `Idea.answer`), false for questions with one. " +
      "As nothing is answered when it is posted, a subscription to answered ones delivers none.",
  })
  unanswered?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Ideas whose title or body contains, for each word of this text, a word that begins with it or is another form " +
      "of it, ignoring case and accents; at most 200 characters. Function words, " +
      "such as `in`, are ignored beside other words. A text without a word, such as an emoji, matches nothing. Errors: BAD_USER_INPUT.",
  })
  search?: string | null;
}

@InputType({ description: "The idea that is to be posted." })
export class PostIdeaInput {
  @Field(() => IdeaKind, { description: "The kind of the post." })
  kind: IdeaKind;

  @Field(() => String, { description: "The title of the idea, one line of 1 to 300 characters." })
  title: string;

  @Field(() => String, { description: "The text of the idea; plain text of 1 to 20,000 characters." })
  body: string;

  @MentionsField(newMentions)
  mentions?: MentionInput[] | null;

  @Field(() => [String], {
    description:
      "Slugs of the themes of the idea, most relevant first: at most 10, each once, none of them " +
      "archived. May be empty.",
  })
  themes: string[];

  @Field(() => Language, {
    nullable: true,
    description:
      "The language of the title and the text. Default: the best match for the `Accept-Language` header, " +
      "or Dutch.",
  })
  language?: Language | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A key, one line of 1 to 100 UTF-16 code units, chosen by the client and unique per author: a repeated request with " +
      "the same key and content returns the existing idea instead of posting a second one.",
  })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    "Changes to an idea of which the caller is an author. An absent field retains its value; null clears it.",
})
export class EditIdeaInput {
  @Field(() => ID, { description: "The id of an idea of which the caller is the author or a co-author." })
  id: string;

  @Field(() => Int, { description: "The version of the idea on which the edit is based." })
  version: number;

  @Field(() => IdeaKind, { nullable: true, description: "The new kind; cannot be cleared." })
  kind?: IdeaKind | null;

  @Field(() => String, {
    nullable: true,
    description: "The new title, one line of 1 to 300 characters; cannot be cleared.",
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new text, plain text of 1 to 20,000 characters; cannot be cleared.",
  })
  body?: string | null;

  @MentionsField(editedMentions)
  mentions?: MentionInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of the themes that replace all present ones: at most 10, each once, none of them archived. " +
      "Null or an empty list removes all themes.",
  })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "The language of the title and the text; null means unknown." })
  language?: Language | null;

  @Field(() => IdeaStatus, {
    nullable: true,
    description:
      "The new status: OPEN, IN_PROGRESS or DONE; cannot be cleared. To withdraw the idea, use `withdrawIdea`.",
    deprecationReason: "Use `updateIdeaStatus`, which takes a note. Will be removed on 2027-06-01.",
  })
  status?: IdeaStatus | null;
}

@InputType({ description: "The idea that is to be withdrawn." })
export class WithdrawIdeaInput {
  @Field(() => ID, { description: "The id of an idea that the caller posted." })
  id: string;
}

@InputType({ description: "A comment on an idea, or a reply to such a comment." })
export class CommentOnIdeaInput {
  @Field(() => ID, { description: "The id of the idea to comment on." })
  ideaId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of the comment on the same idea to reply to, which must not be a reply itself. Null or " +
      "absent for a comment on the idea.",
  })
  replyToId?: string | null;

  @Field(() => String, { description: "The text of the comment; plain text of 1 to 5,000 characters." })
  body: string;

  @MentionsField(newMentions)
  mentions?: MentionInput[] | null;

  @IdempotencyKeyField("comment")
  idempotencyKey?: string | null;
}

@InputType({ description: "The idea that is to be supported." })
export class SupportIdeaInput {
  @Field(() => ID, { description: "The id of the idea." })
  ideaId: string;
}

@InputType({ description: "The idea from which the caller's support is to be removed." })
export class UnsupportIdeaInput {
  @Field(() => ID, { description: "The id of the idea." })
  ideaId: string;
}
