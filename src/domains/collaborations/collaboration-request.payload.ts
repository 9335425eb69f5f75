import { Field, ObjectType } from "type-graphql";
import { ViewerPayload } from "../identity/viewer.payload.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";

@ObjectType()
export abstract class RequestPayload extends ViewerPayload {
  @Field(() => CollaborationRequest, {
    nullable: true,
    description: "The request after the change; null when nothing was changed.",
  })
  request?: CollaborationRequest | null;
}
