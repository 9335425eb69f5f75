import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { IdentityContext } from "../identity.services.js";
import { signedIn, SignedInPayload } from "../signed-in.payload.js";
import { AcceptInvitationInput } from "./accept-invitation.inputs.js";
import { acceptInvitation } from "./accept-invitation.service.js";

@ObjectType({ description: "The result of `acceptInvitation`." })
export class AcceptInvitationPayload extends SignedInPayload {}

@Resolver()
export class AcceptInvitationMutations {
  @Mutation(() => AcceptInvitationPayload, {
    nullable: true,
    description:
      "Sets the password of a member who was imported and invited, with the token from the mail, and opens a session. " +
      "Where the mail names a version of the privacy statement, that version is recorded as accepted. Errors: " +
      "INVALID_INPUT, TRY_AGAIN, INVALID_TOKEN.",
  })
  acceptInvitation(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => AcceptInvitationInput, { description: "The token from the mail and a password." })
    input: AcceptInvitationInput,
  ): Promise<AcceptInvitationPayload> {
    return payload(() => signedIn(ctx, acceptInvitation(ctx, input)));
  }
}
