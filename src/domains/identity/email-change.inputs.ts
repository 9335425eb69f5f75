import { Field, InputType } from "type-graphql";

@InputType({ description: "Another e-mail address for the caller's account." })
export class RequestEmailChangeInput {
  @Field(() => String, { description: "The address to sign in with from then on." })
  newEmail: string;

  @Field(() => String, {
    description:
      "The caller's password. Who has none, as they sign in elsewhere, sets one first by `requestPasswordReset`.",
  })
  password: string;
}

@InputType({ description: "Shows that the new address is the caller's." })
export class ConfirmEmailChangeInput {
  @Field(() => String, { description: "What the link in the mail carries as `token`; it works once, for an hour." })
  token: string;
}
