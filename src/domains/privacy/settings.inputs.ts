import { Field, InputType } from "type-graphql";
import { Language } from "../../core/texts/language.js";
import { ProfileVisibility } from "../members/member.enums.js";

@InputType({ description: "Changes to the caller's settings. An absent field is unchanged; no field can be cleared." })
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
    description: "Whether the caller receives mails about collaboration requests.",
  })
  emailNotifications?: boolean | null;
}
