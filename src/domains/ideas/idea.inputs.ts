import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { Language } from "../../core/graphql/language.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";

export enum IdeaOrder {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}

registerEnumType(IdeaOrder, {
  name: "IdeaOrder",
  description: "The order of a list of ideas.",
  valuesConfig: {
    NEWEST: { description: "By the time of posting, the newest first." },
    OLDEST: { description: "By the time of posting, the oldest first." },
  },
});

@InputType({ description: "Which ideas; all conditions hold together, an absent or empty one does not count." })
export class IdeaFilter {
  @Field(() => [IdeaKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: IdeaKind[] | null;

  @Field(() => [String], { nullable: true, description: "Slugs of themes: with one of them or a narrower one." })
  themes?: string[] | null;

  @Field(() => ID, { nullable: true, description: "By this member." })
  authorId?: string | null;

  @Field(() => String, { nullable: true, description: "Whose title or body has words that begin with each of these." })
  search?: string | null;
}

@InputType({ description: "An idea to post." })
export class PostIdeaInput {
  @Field(() => IdeaKind, { description: "What the post is meant as." })
  kind: IdeaKind;

  @Field(() => String, { description: "The idea in one line, 1 to 300 characters." })
  title: string;

  @Field(() => String, { description: "The idea itself; plain text, 1 to 20,000 characters." })
  body: string;

  @Field(() => [String], { description: "Slugs of its themes, the most fitting first; 10 at most." })
  themes: string[];

  @Field(() => Language, { nullable: true, description: "The language it is written in; by default the request's." })
  language?: Language | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The client's own name for this posting, 1 to 100 characters: the same key with the same content posts once and answers with the idea that is there.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to change in an idea of the caller's. Absent keeps, null clears." })
export class EditIdeaInput {
  @Field(() => ID, { description: "The idea." })
  id: string;

  @Field(() => Int, { description: "The version that the edit was made on." })
  version: number;

  @Field(() => IdeaKind, { nullable: true, description: "Cannot be cleared." })
  kind?: IdeaKind | null;

  @Field(() => String, { nullable: true, description: "1 to 300 characters; cannot be cleared." })
  title?: string | null;

  @Field(() => String, { nullable: true, description: "1 to 20,000 characters; cannot be cleared." })
  body?: string | null;

  @Field(() => [String], { nullable: true, description: "Slugs that replace its themes; null takes all away." })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "The language it is written in." })
  language?: Language | null;

  @Field(() => IdeaStatus, {
    nullable: true,
    description: "OPEN, IN_PROGRESS or DONE; to withdraw use `withdrawIdea`.",
  })
  status?: IdeaStatus | null;
}

@InputType({ description: "An idea of the caller's to withdraw." })
export class WithdrawIdeaInput {
  @Field(() => ID, { description: "The idea." })
  id: string;
}

@InputType({ description: "An answer to give." })
export class CommentOnIdeaInput {
  @Field(() => ID, { description: "The idea to answer." })
  ideaId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The comment on it to reply to; a reply itself cannot be replied to.",
  })
  replyToId?: string | null;

  @Field(() => String, { description: "The answer; plain text, 1 to 5,000 characters." })
  body: string;
}

@InputType({ description: "An idea to back." })
export class SupportIdeaInput {
  @Field(() => ID, { description: "The idea." })
  ideaId: string;
}

@InputType({ description: "An idea to back no longer." })
export class UnsupportIdeaInput {
  @Field(() => ID, { description: "The idea." })
  ideaId: string;
}
