import { Field, InputType } from "type-graphql";

@InputType({ description: "A new password." })
export class ChangePasswordInput {
  @Field(() => String, { description: "The one until now." })
  currentPassword: string;

  @Field(() => String, { description: "10 to 200 characters." })
  newPassword: string;
}

@InputType({ description: "Whose password was forgotten." })
export class RequestPasswordResetInput {
  @Field(() => String, { description: "The account's e-mail address; upper and lower case are the same." })
  email: string;
}

@InputType({ description: "A new password in place of a forgotten one." })
export class ResetPasswordInput {
  @Field(() => String, { description: "What the link in the mail carries as `token`; it works once, for an hour." })
  token: string;

  @Field(() => String, { description: "10 to 200 characters." })
  newPassword: string;
}
