import { Field, ObjectType } from "type-graphql";
import { Payload } from "../../core/errors/user-error.js";
import { Message } from "./message.entity.js";

@ObjectType()
export abstract class MessagePayload extends Payload {
  @Field(() => Message, { nullable: true, description: "The message after the change; null when nothing was changed." })
  message?: Message | null;
}
