import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import { signedIn, SignedInPayload } from "../signed-in.payload.js";
import { CompleteSignInInput } from "./complete-sign-in.inputs.js";
import { completeSignIn } from "./sign-in-code.service.js";
import type { IdentityContext } from "../identity.services.js";

@ObjectType({ description: "The result of `completeSignIn`." })
export class CompleteSignInPayload extends SignedInPayload {}

@Resolver()
export class CompleteSignInMutations {
  @Mutation(() => CompleteSignInPayload, {
    nullable: true,
    description:
      "Opens a session for a member who has signed in at the external OpenID Connect issuer through " +
      "`/auth/oidc/start`. A failed attempt invalidates the code, too. Errors: INVALID_TOKEN.",
  })
  completeSignIn(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => CompleteSignInInput, { description: "The code and its verifier." }) input: CompleteSignInInput,
  ): Promise<CompleteSignInPayload> {
    return payload(async () => signedIn(ctx, await completeSignIn(ctx, input)));
  }
}
