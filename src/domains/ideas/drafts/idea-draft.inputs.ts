import { Field, ID, InputType, Int } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../../core/texts/language.js";
import { IdeaKind } from "../idea.enums.js";

@InputType({
  description: "What is saved of a draft. In one that exists, an absent field retains its value; null clears it.",
})
export class SaveIdeaDraftInput {
  @Field(() => ID, { nullable: true, description: "The id of a draft of the caller; absent or null for a new one." })
  id?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The version of the draft on which this is based; required with `id`, and ignored without it.",
  })
  version?: number | null;

  @Field(() => IdeaKind, { nullable: true, description: "The kind of the post." })
  kind?: IdeaKind | null;

  @Field(() => String, { nullable: true, description: "The title, one line of at most 300 characters; may be empty." })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The text, plain text of at most 20,000 characters; may be empty.",
  })
  body?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Slugs of the themes, most relevant first: at most 10, each once, none of them archived.",
  })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "The language of the title and the text." })
  language?: Language | null;

  @IdempotencyKeyField("draft")
  idempotencyKey?: string | null;
}

@InputType({ description: "The draft that is to be discarded." })
export class DiscardIdeaDraftInput {
  @Field(() => ID, { description: "The id of a draft of the caller." })
  id: string;
}

@InputType({ description: "The draft that is to be posted." })
export class PostIdeaDraftInput {
  @Field(() => ID, { description: "The id of a draft of the caller." })
  id: string;

  @Field(() => Int, { description: "The version of the draft that is to be posted." })
  version: number;
}
