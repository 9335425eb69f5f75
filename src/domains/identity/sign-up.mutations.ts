import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../core/errors/user-error.js";
import { ConfirmSignUpInput, SignUpInput } from "./account.inputs.js";
import { confirmSignUp, signUp } from "./sign-up.service.js";
import { signedIn, SignedInPayload } from "./signed-in.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The answer of `signUp`." })
export class SignUpPayload extends SignedInPayload {
  @Field(() => Boolean, {
    description:
      "Whether nobody is signed in yet, as a mail was sent that tells how to go on: always so where the service sends mail, whether or not the address has an account.",
  })
  confirmationSent: boolean;
}

@ObjectType({ description: "The answer of `confirmSignUp`." })
export class ConfirmSignUpPayload extends SignedInPayload {}

@Resolver()
export class SignUpMutations {
  @Mutation(() => SignUpPayload, {
    description:
      "Joins the network. Where the service sends mail, `confirmSignUp` finishes it; elsewhere the session comes at once. INVALID_INPUT, EMAIL_TAKEN (never where the service sends mail), TRY_AGAIN.",
  })
  async signUp(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => SignUpInput, { description: "The account to make." }) input: SignUpInput,
  ): Promise<SignUpPayload> {
    const answer = await payload(async () => {
      const opened = await signUp(ctx, input);
      return opened ? signedIn(ctx, opened) : { confirmationSent: true };
    });
    return { confirmationSent: false, ...answer };
  }

  @Mutation(() => ConfirmSignUpPayload, {
    description:
      "Makes the account that `signUp` asked for, with the token of the mail and the password given then. INVALID_TOKEN, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  confirmSignUp(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ConfirmSignUpInput, { description: "The token." }) input: ConfirmSignUpInput,
  ): Promise<ConfirmSignUpPayload> {
    return payload(() => signedIn(ctx, confirmSignUp(ctx, input)));
  }
}
