import { Field, ObjectType } from "type-graphql";
import { Payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import { Viewer } from "./viewer.js";

/** The result of a mutation that changes what only the caller sees. */
@ObjectType()
export abstract class ViewerPayload extends Payload {
  @Field(() => Viewer, {
    nullable: true,
    description:
      "The caller after the change, so that a client's cache can follow it; null when nothing was changed, and when " +
      "nobody is signed in.",
  })
  viewer?: Viewer | null;
}

/** The caller of a mutation that has succeeded; null when nobody is signed in. */
export const callingViewer = ({ callerId }: Context): Viewer | null =>
  callerId === null ? null : Object.assign(new Viewer(), { memberId: callerId });
