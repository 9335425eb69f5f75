import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Which comment answers a question of the caller." })
export class MarkAnswerInput {
  @Field(() => ID, { description: "The id of an idea of the caller of the kind QUESTION." })
  ideaId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of a comment on it, or of a reply to one, by anybody, which is neither withdrawn nor hidden by a moderator; " +
      "it takes the place of the present answer. Null or absent removes the mark.",
  })
  commentId?: string | null;
}
