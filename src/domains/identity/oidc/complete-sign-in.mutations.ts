import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import { signedIn, SignedInPayload } from "../signed-in.payload.js";
import { CompleteSignInInput } from "./complete-sign-in.inputs.js";
import { completeSignIn } from "./sign-in-code.service.js";
import type { IdentityContext } from "../identity.services.js";

@ObjectType({ description: "The answer of `completeSignIn`." })
export class CompleteSignInPayload extends SignedInPayload {}

@Resolver()
export class CompleteSignInMutations {
  @Mutation(() => CompleteSignInPayload, {
    description: "Signs in who has signed in at the external issuer, through `/auth/oidc/start`. INVALID_TOKEN.",
  })
  completeSignIn(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => CompleteSignInInput, { description: "What the page has." }) input: CompleteSignInInput,
  ): Promise<CompleteSignInPayload> {
    return payload(async () => signedIn(ctx, await completeSignIn(ctx, input)));
  }
}
