import { Field, ID, InputType } from "type-graphql";
import { Language } from "../../core/texts/language.js";

@InputType({ description: "The account to create." })
export class SignUpInput {
  @Field(() => String, {
    description: "The member's display name, one line of 1 to 120 characters. Whoever may see the profile sees it.",
  })
  name: string;

  @Field(() => String, {
    description:
      "The e-mail address to sign in with, at most 254 characters. Only the member sees it. It is stored in lower " +
      "case, with an international domain in its ASCII form; every spelling of it is the same address.",
  })
  email: string;

  @Field(() => String, {
    description: "The password, 10 to 200 characters; not one that is easy to guess.",
  })
  password: string;

  @Field(() => Language, {
    nullable: true,
    description:
      "The language of mails to the member and the first language of the profile. Defaults to the `Accept-Language` " +
      "header, then to Dutch.",
  })
  language?: Language | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The version of the privacy statement that the person accepts: `privacyStatement.version`. Required where the " +
      "network has a statement; absent or null elsewhere.",
  })
  acceptedPrivacyStatement?: string | null;
}

@InputType({ description: "Confirms the e-mail address of a sign-up." })
export class ConfirmSignUpInput {
  @Field(() => String, {
    description: "The `token` parameter of the link in the confirmation mail. Valid once, for 24 hours.",
  })
  token: string;

  @Field(() => String, { description: "The password given to `signUp`, which proves that the same person signed up." })
  password: string;
}

@InputType({ description: "The credentials of an account." })
export class SignInInput {
  @Field(() => String, { description: "The e-mail address of the account, in any spelling." })
  email: string;

  @Field(() => String, { description: "The password of the account." })
  password: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The `Session.deviceToken` of the last sign-in to the account from this device, if there was one. One that is " +
      "not valid counts as absent.",
  })
  deviceToken?: string | null;
}

@InputType({ description: "A session to refresh." })
export class RefreshSessionInput {
  @Field(() => String, { description: "The latest refresh token of the session. Valid once; see `refreshSession`." })
  refreshToken: string;
}

@InputType({ description: "The sessions to end." })
export class SignOutInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: "True to end all sessions of the caller, false to end only the current one.",
  })
  everywhere: boolean;
}

@InputType({ description: "The session to end." })
export class RevokeSessionInput {
  @Field(() => ID, { description: "The id of a session in `viewer.sessions`." })
  id: string;
}
