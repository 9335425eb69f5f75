import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../core/errors/user-error.js";
import { ConfirmSignUpInput, SignUpInput } from "./account.inputs.js";
import { confirmSignUp, signUp } from "./sign-up.service.js";
import { signedIn, SignedInPayload } from "./signed-in.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The result of `signUp`." })
export class SignUpPayload extends SignedInPayload {
  @Field(() => Boolean, {
    description:
      "True when no session was opened and a mail explains the next step. Always the case on success where the " +
      "service sends mail, whether or not the address has an account.",
  })
  confirmationSent: boolean;
}

@ObjectType({ description: "The result of `confirmSignUp`." })
export class ConfirmSignUpPayload extends SignedInPayload {}

@Resolver()
export class SignUpMutations {
  @Mutation(() => SignUpPayload, {
    nullable: true,
    description:
      "Creates an account. Where the service sends mail, the account is created by `confirmSignUp` and EMAIL_TAKEN " +
      "never occurs; elsewhere the account is created and a session opened at once, but in production, where only the " +
      "issuer of the network makes accounts then. Errors: INVALID_INPUT, EMAIL_TAKEN, TRY_AGAIN. Faults: FORBIDDEN.",
  })
  async signUp(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => SignUpInput, { description: "The account to create." }) input: SignUpInput,
  ): Promise<SignUpPayload> {
    const answer = await payload(async () => {
      const opened = await signUp(ctx, input);
      return opened ? signedIn(ctx, opened) : { confirmationSent: true };
    });
    return { confirmationSent: false, ...answer };
  }

  @Mutation(() => ConfirmSignUpPayload, {
    nullable: true,
    description:
      "Completes a sign-up with the token from the mail and the password given to `signUp`: creates the account and " +
      "opens a session. Errors: INVALID_CREDENTIALS, TRY_AGAIN, INVALID_TOKEN.",
  })
  confirmSignUp(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ConfirmSignUpInput, { description: "The token from the mail and the password." })
    input: ConfirmSignUpInput,
  ): Promise<ConfirmSignUpPayload> {
    return payload(() => signedIn(ctx, confirmSignUp(ctx, input)));
  }
}
