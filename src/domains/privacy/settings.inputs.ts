import { Field, InputType, Int } from "type-graphql";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import { notificationKinds, type NotificationKind } from "../../core/notifications/notification-kind.js";
import { Language } from "../../core/texts/language.js";
import { ProfileVisibility } from "../members/member.enums.js";

@InputType({ description: "How notifications of a kind are mailed to the caller." })
export class NotificationMailInput {
  @Field(() => notificationKinds.names, {
    description: "The kind of notification; not one of moderators' decisions, whose mails are always sent.",
  })
  kind: NotificationKind;

  @Field(() => MailDelivery, { nullable: true, description: "How they are mailed; null for the default of the kind." })
  delivery?: MailDelivery | null;
}

@InputType({
  description: "Changes to the caller's settings. An absent field is unchanged; only `reminderHours` can be cleared.",
})
export class UpdateSettingsInput {
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the caller may be suggested to others as a collaborator, and the ranking of suggestions may learn from " +
      "their collaborations and interests.",
  })
  matchable?: boolean | null;

  @Field(() => ProfileVisibility, { nullable: true, description: "Who may see the caller's profile." })
  profileVisibility?: ProfileVisibility | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether those who may see the profile also see which gatherings the caller attends.",
  })
  shareAttendance?: boolean | null;

  @Field(() => Language, { nullable: true, description: "The language of mails to the caller." })
  language?: Language | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the caller receives mails about notifications at all.",
  })
  emailNotifications?: boolean | null;

  @Field(() => [NotificationMailInput], {
    nullable: true,
    description:
      "How notifications of these kinds are mailed, each kind once; kinds that are not in the list are unchanged.",
  })
  notificationMails?: NotificationMailInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "The hour of the day in Belgium, 0 to 23, at which the daily digest is mailed.",
  })
  digestHour?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many hours before a gathering the caller is reminded of it, 1 to 336; null for no reminders.",
  })
  reminderHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many requests for help with questions the caller takes in a calendar month, 0 to 20; 0 for none. Those that were " +
      "received before count.",
  })
  helpRequestsPerMonth?: number | null;
}
