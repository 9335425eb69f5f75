import { Field, InputType } from "type-graphql";
import { Language } from "../../core/graphql/language.js";
import { ProfileVisibility } from "../members/member.enums.js";

@InputType({ description: "What to change in the caller's settings. Absent keeps; none can be cleared." })
export class UpdateSettingsInput {
  @Field(() => Boolean, { nullable: true, description: "Whether to be suggested to others as a collaborator." })
  matchable?: boolean | null;

  @Field(() => ProfileVisibility, { nullable: true, description: "Who may see the profile." })
  profileVisibility?: ProfileVisibility | null;

  @Field(() => Boolean, { nullable: true, description: "Whether to show which gatherings one goes to." })
  shareAttendance?: boolean | null;

  @Field(() => Language, { nullable: true, description: "The language of mails." })
  language?: Language | null;

  @Field(() => Boolean, { nullable: true, description: "Whether to get mails that one can do without." })
  emailNotifications?: boolean | null;
}
