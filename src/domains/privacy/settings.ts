import sql from "sql-template-tag";
import { Field, ObjectType } from "type-graphql";
import { loader } from "../../core/graphql/batch.js";
import { Language } from "../../core/graphql/language.js";
import { ProfileVisibility } from "../members/member.enums.js";

@ObjectType({
  description: "What a member decides about what others see of them (instellingen). Each holds everywhere, at once.",
})
export class Settings {
  @Field(() => Boolean, {
    description: "Whether the member may be suggested to others as a collaborator; true from the beginning.",
  })
  matchable: boolean;

  @Field(() => ProfileVisibility, {
    description:
      "Who may see the profile, and so that a post is the member's; EVERYBODY from the beginning. Moderators always may.",
  })
  profileVisibility: ProfileVisibility;

  @Field(() => Boolean, {
    description:
      "Whether who may see the profile also sees which gatherings the member goes to; true from the beginning. Hosts and organisers always see who comes.",
  })
  shareAttendance: boolean;

  @Field(() => Language, { description: "The language of mails to the member." })
  language: Language;

  @Field(() => Boolean, {
    description:
      "Whether mails may be sent that the member can do without; those about the account and its rights are always sent.",
  })
  emailNotifications: boolean;
}

export const settingsOf = loader<Settings | null>(async (ctx, memberIds) => {
  const rows = await ctx.db.query<Settings & { memberId: string }>(sql`
    SELECT member_id AS "memberId", matchable, profile_visibility AS "profileVisibility",
      share_attendance AS "shareAttendance", language, email_notifications AS "emailNotifications"
    FROM account JOIN member ON member.id = member_id WHERE member_id = ANY(${memberIds}::uuid[])`);
  return new Map(rows.map(({ memberId, ...row }) => [memberId, Object.assign(new Settings(), row)]));
}, null);
