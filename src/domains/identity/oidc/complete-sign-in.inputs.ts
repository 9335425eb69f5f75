import { Field, InputType } from "type-graphql";

@InputType({ description: "The outcome of a sign-in that was started at `/auth/oidc/start`." })
export class CompleteSignInInput {
  @Field(() => String, { description: "The `code` parameter of the return address. Valid once, for one minute." })
  code: string;

  @Field(() => String, {
    description:
      "The PKCE code verifier (RFC 7636), 43 to 128 characters, whose S256 hash was the `challenge` parameter of " +
      "`/auth/oidc/start`.",
  })
  verifier: string;
}
