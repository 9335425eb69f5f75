import { Field, InputType } from "type-graphql";

@InputType({ description: "A new e-mail address for the caller's account." })
export class RequestEmailChangeInput {
  @Field(() => String, { description: "The new e-mail address, at most 254 characters, in any spelling." })
  newEmail: string;

  @Field(() => String, {
    description:
      "The caller's password. Members who sign in through an external issuer have none and first set one with " +
      "`requestPasswordReset`.",
  })
  password: string;
}

@InputType({ description: "Confirms a new e-mail address." })
export class ConfirmEmailChangeInput {
  @Field(() => String, { description: "The `token` parameter of the link in the mail. Valid once, for one hour." })
  token: string;
}
