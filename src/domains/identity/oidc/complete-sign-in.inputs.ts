import { Field, InputType } from "type-graphql";

@InputType({ description: "What the page that began a sign-in at `/auth/oidc/start` has come back with." })
export class CompleteSignInInput {
  @Field(() => String, { description: "The `code` in the address; it works once, within a minute." })
  code: string;

  @Field(() => String, { description: "What the `challenge` of the start is the S256 of; 43 to 128 characters." })
  verifier: string;
}
