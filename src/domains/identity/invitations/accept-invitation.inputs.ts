import { Field, InputType } from "type-graphql";

@InputType({ description: "The acceptance of an invitation." })
export class AcceptInvitationInput {
  @Field(() => String, {
    description:
      "The `token` parameter of the link in the invitation. Valid once, for 30 days, until the member signs in in " +
      "another way.",
  })
  token: string;

  @Field(() => String, { description: "The password to sign in with from now on, 10 to 200 characters." })
  newPassword: string;
}
