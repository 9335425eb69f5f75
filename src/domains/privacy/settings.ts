import sql from "sql-template-tag";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { loader } from "../../core/graphql/batch.js";
import { Language } from "../../core/texts/language.js";
import { ProfileVisibility } from "../members/member.enums.js";

@ObjectType({
  description:
    "The privacy and mail settings of a member (instellingen). A change takes effect everywhere at once. Only the " +
    "member sees them.",
})
export class Settings {
  @Field(() => ID, {
    description: "Identifies the settings in a client's cache; no id that `node` knows. Only the member sees it.",
  })
  id: string;

  @Field(() => Boolean, {
    description:
      "Whether the member may be suggested to others as a collaborator. Defaults to true. With false, the ranking of " +
      "suggestions learns nothing from the member either, and the member gets suggestions by their own themes alone.",
  })
  matchable: boolean;

  @Field(() => ProfileVisibility, {
    description:
      "Who may see the profile, and with it the author of the member's posts. Defaults to MEMBERS. Moderators always " +
      "see it.",
  })
  profileVisibility: ProfileVisibility;

  @Field(() => Boolean, {
    description:
      "Whether those who may see the profile also see which gatherings the member attends. Defaults to false. The " +
      "hosts of the gathering and moderators always see it.",
  })
  shareAttendance: boolean;

  @Field(() => Language, { description: "The language of mails to the member (taal)." })
  language: Language;

  @Field(() => Boolean, {
    description:
      "Whether the member receives mails about notifications at all, by `notificationMails`. Defaults to true. Mails about " +
      "the account and about moderators' decisions are always sent.",
  })
  emailNotifications: boolean;

  @Field(() => Int, {
    description: "The hour of the day in Belgium, 0 to 23, at which the daily digest is mailed. Defaults to 8.",
  })
  digestHour: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many hours before a gathering at which the member has a place they are reminded of it, 1 to 336. Defaults to 24; " +
      "null for no reminders. Who registers later than that is not reminded.",
  })
  reminderHours: number | null;

  @Field(() => Int, {
    description:
      "How many requests for help with questions the member takes in a calendar month of Belgium, 0 to 20; 0 for none. " +
      "Defaults to 5. Others see only whether there is room in this month, when they ask.",
  })
  helpRequestsPerMonth: number;
}

export const settingsOf = loader<Settings | null>(async (ctx, memberIds) => {
  const rows = await ctx.db.query<Settings & { memberId: string }>(sql`
    SELECT member_id AS "memberId", matchable, profile_visibility AS "profileVisibility",
      share_attendance AS "shareAttendance", language, email_notifications AS "emailNotifications",
      digest_hour AS "digestHour", reminder_hours AS "reminderHours",
      help_requests_per_month AS "helpRequestsPerMonth"
    FROM account JOIN member ON member.id = member_id WHERE member_id = ANY(${memberIds}::uuid[])`);
  return new Map(
    rows.map(({ memberId, ...row }) => [memberId, Object.assign(new Settings(), row, { id: `${memberId}:settings` })]),
  );
}, null);
