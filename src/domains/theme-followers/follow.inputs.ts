import { Field, InputType } from "type-graphql";
import { Language } from "../../core/texts/language.js";

@InputType({ description: "A theme that somebody wants to follow by e-mail, without an account." })
export class FollowThemeByMailInput {
  @Field(() => String, { description: "The e-mail address, to which a link is mailed that confirms it." })
  email: string;

  @Field(() => String, { description: "The slug of the theme; its narrower themes are followed with it." })
  theme: string;

  @Field(() => Language, {
    nullable: true,
    description:
      "The language of the mails; by default that of the request. An address that follows themes already keeps its own.",
  })
  language?: Language | null;
}
