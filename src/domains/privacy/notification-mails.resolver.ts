import { Ctx, Extensions, Field, FieldResolver, ObjectType, Resolver } from "type-graphql";
import { requireCaller, type Context } from "../../core/graphql/context.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import { notificationKinds, type NotificationKind } from "../../core/notifications/notification-kind.js";
import { choicesOf } from "../notifications/mails/mail-choices.js";
import { Settings } from "./settings.js";

@ObjectType({ description: "How notifications of one kind are mailed to the viewer." })
export class NotificationMail {
  @Field(() => notificationKinds.names, { description: "The kind of notification." })
  kind: NotificationKind;

  @Field(() => MailDelivery, {
    description: "How they are mailed, as long as `emailNotifications` is true: the viewer's choice, or the default.",
  })
  delivery: MailDelivery;

  @Field(() => MailDelivery, { description: "How they are mailed to members who did not choose." })
  defaultDelivery: MailDelivery;
}

@Resolver(() => Settings)
export class NotificationMailsResolver {
  @FieldResolver(() => [NotificationMail], {
    description:
      "How notifications are mailed to the member, for each kind that members choose about: all but decisions of " +
      "moderators, whose mails are always sent. Only the member sees it.",
  })
  @Extensions({ listSize: 20 })
  notificationMails(@Ctx() ctx: Context): Promise<NotificationMail[]> {
    return choicesOf(ctx.db, requireCaller(ctx));
  }
}
