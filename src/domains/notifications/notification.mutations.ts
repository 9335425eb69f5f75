import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload } from "../../core/errors/user-error.js";
import { callingViewer, ViewerPayload } from "../identity/viewer.payload.js";
import { Notification } from "./notification.entity.js";
import { MarkNotificationsReadInput } from "./notification.inputs.js";
import { markNotificationsRead } from "./mark-read.service.js";

@ObjectType({ description: "The result of `markNotificationsRead`." })
export class MarkNotificationsReadPayload extends ViewerPayload {
  @Field(() => [Notification], {
    nullable: true,
    description: "The notifications given in `ids` or `upTo`, after the change; null when nothing was changed.",
  })
  notifications?: Notification[] | null;
}

@Resolver()
export class NotificationMutations {
  @Mutation(() => MarkNotificationsReadPayload, {
    nullable: true,
    description:
      "Marks notifications of the caller as read. Those already read are unchanged. Suspended members may do this, " +
      "too. Errors: INVALID_INPUT, NOT_FOUND.",
  })
  markNotificationsRead(
    @Ctx() ctx: Context,
    @Arg("input", () => MarkNotificationsReadInput, { description: "The notifications to mark as read." })
    input: MarkNotificationsReadInput,
  ): Promise<MarkNotificationsReadPayload> {
    return payload(async () => ({
      notifications: await markNotificationsRead(ctx, input),
      viewer: callingViewer(ctx),
    }));
  }
}
