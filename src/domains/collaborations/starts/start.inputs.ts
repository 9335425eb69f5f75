import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "A collaboration or experiment that begins at a gathering." })
export class StartCollaborationInput {
  @Field(() => ID, {
    description: "The id of a gathering that has begun, where the caller has a place or that they host.",
  })
  gatheringId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the idea that it is about, by any author; absent or null means none.",
  })
  ideaId?: string | null;

  @Field(() => [ID], {
    description:
      "The ids of the members who are asked, 1 to 10, each once and not the caller: members with a place at the " +
      "gathering, or its hosts. A caller who does not host it names those alone whose attendance they may see.",
  })
  memberIds: string[];

  @Field(() => String, { description: "The message to each of them, plain text, 1 to 2,000 characters." })
  message: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      "Whether the caller takes part; false only for hosts and organisers, who then name at least two members.",
  })
  takesPart?: boolean | null;

  @IdempotencyKeyField("requests")
  idempotencyKey?: string | null;
}
