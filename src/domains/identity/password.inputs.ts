import { Field, InputType } from "type-graphql";

@InputType({ description: "A change of the caller's password." })
export class ChangePasswordInput {
  @Field(() => String, { description: "The caller's current password." })
  currentPassword: string;

  @Field(() => String, {
    description: "The new password, 10 to 200 characters; not one that is easy to guess.",
  })
  newPassword: string;
}

@InputType({ description: "The account whose password to reset." })
export class RequestPasswordResetInput {
  @Field(() => String, {
    description: "The e-mail address of the account, at most 254 characters; case does not matter.",
  })
  email: string;
}

@InputType({ description: "A new password for the account that the token was mailed to." })
export class ResetPasswordInput {
  @Field(() => String, { description: "The `token` parameter of the link in the mail. Valid once, for one hour." })
  token: string;

  @Field(() => String, {
    description: "The new password, 10 to 200 characters; not one that is easy to guess.",
  })
  newPassword: string;
}
