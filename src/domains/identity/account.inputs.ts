import { Field, ID, InputType } from "type-graphql";
import { Language } from "../../core/graphql/language.js";

@InputType({ description: "A new account." })
export class SignUpInput {
  @Field(() => String, { description: "The name to go by, 1 to 120 characters." })
  name: string;

  @Field(() => String, { description: "The e-mail address to sign in with; nobody else sees it." })
  email: string;

  @Field(() => String, { description: "10 to 200 characters." })
  password: string;

  @Field(() => Language, { nullable: true, description: "The member's language; by default the request's." })
  language?: Language | null;
}

@InputType({ description: "Shows that the address of a sign-up is the caller's." })
export class ConfirmSignUpInput {
  @Field(() => String, { description: "What the link in the mail carries as `token`; it works once, for 24 hours." })
  token: string;

  @Field(() => String, { description: "The password of the sign-up, again: it shows that it was the caller's own." })
  password: string;
}

@InputType({ description: "What to sign in with." })
export class SignInInput {
  @Field(() => String, { description: "The account's e-mail address; upper and lower case are the same." })
  email: string;

  @Field(() => String, { description: "Its password." })
  password: string;
}

@InputType({ description: "What to go on with when the access token has run out." })
export class RefreshSessionInput {
  @Field(() => String, { description: "The newest refresh token of the session; it works once." })
  refreshToken: string;
}

@InputType({ description: "How far to sign out." })
export class SignOutInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: "True to end all sessions of the caller, not only this one.",
  })
  everywhere: boolean;
}

@InputType({ description: "A session to end." })
export class RevokeSessionInput {
  @Field(() => ID, { description: "One of `viewer.sessions`." })
  id: string;
}
