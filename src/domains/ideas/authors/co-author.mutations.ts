import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { CoAuthorInvitation } from "./co-author-invitation.entity.js";
import { InviteCoAuthorInput, RemoveCoAuthorInput, RespondToCoAuthorInvitationInput } from "./co-author.inputs.js";
import { inviteCoAuthor } from "./invite-co-author.service.js";
import { removeCoAuthor } from "./remove-co-author.service.js";
import { respondToInvitation } from "./respond-to-invitation.service.js";

@ObjectType()
abstract class InvitationPayload extends Payload {
  @Field(() => CoAuthorInvitation, {
    nullable: true,
    description: "The invitation in its current state; null when nothing was changed.",
  })
  invitation?: CoAuthorInvitation | null;
}

@ObjectType({ description: "The result of `inviteCoAuthor`." })
export class InviteCoAuthorPayload extends InvitationPayload {}

@ObjectType({ description: "The result of `respondToCoAuthorInvitation`." })
export class RespondToCoAuthorInvitationPayload extends InvitationPayload {}

@ObjectType({ description: "The result of `removeCoAuthor`." })
export class RemoveCoAuthorPayload extends Payload {
  @Field(() => Idea, {
    nullable: true,
    description: "The idea in its current state; null when nothing was changed, and when the caller no longer sees it.",
  })
  idea?: Idea | null;
}

@Resolver()
export class CoAuthorMutations {
  @Mutation(() => InviteCoAuthorPayload, {
    nullable: true,
    description:
      "Invites a member to be a co-author of an idea that the caller posted (medeauteur), who is notified and answers with " +
      "`respondToCoAuthorInvitation`; no effect for who is invited or a co-author already. An idea has at most 10 " +
      "co-authors and pending invitations together. ALREADY_INVITED means that the member declined less than 30 days, or " +
      "that the invitation was withdrawn less than a day ago. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "IDEMPOTENCY_CONFLICT, IDEA_WITHDRAWN, ALREADY_INVITED, TOO_MANY_CO_AUTHORS, SUSPENDED.",
  })
  inviteCoAuthor(
    @Ctx() ctx: Context,
    @Arg("input", () => InviteCoAuthorInput, { description: "The idea and the member." }) input: InviteCoAuthorInput,
  ): Promise<InviteCoAuthorPayload> {
    return payload(async () => ({ invitation: await inviteCoAuthor(ctx, input) }));
  }

  @Mutation(() => RespondToCoAuthorInvitationPayload, {
    nullable: true,
    description:
      "Answers an invitation to be a co-author. Who accepts it edits the idea and its status as the author does, and sees " +
      "it when it is withdrawn or hidden; the author alone withdraws it, and invites and removes co-authors. " +
      "INVITATION_CLOSED means that it was answered otherwise, or withdrawn. Errors: NOT_FOUND, IDEA_WITHDRAWN, " +
      "INVITATION_CLOSED, SUSPENDED.",
  })
  respondToCoAuthorInvitation(
    @Ctx() ctx: Context,
    @Arg("input", () => RespondToCoAuthorInvitationInput, { description: "The invitation and the answer." })
    input: RespondToCoAuthorInvitationInput,
  ): Promise<RespondToCoAuthorInvitationPayload> {
    return payload(async () => ({ invitation: await respondToInvitation(ctx, input) }));
  }

  @Mutation(() => RemoveCoAuthorPayload, {
    nullable: true,
    description:
      "Ends a co-authorship, or withdraws a pending invitation: the author's choice about others, and a co-author's about " +
      "themselves, who leaves the idea. Suspended members may do this, too. What the co-author wrote stays. No effect for " +
      "a member who is neither invited nor a co-author. Errors: NOT_FOUND.",
  })
  removeCoAuthor(
    @Ctx() ctx: Context,
    @Arg("input", () => RemoveCoAuthorInput, { description: "The idea and the member." }) input: RemoveCoAuthorInput,
  ): Promise<RemoveCoAuthorPayload> {
    return payload(async () => ({ idea: await removeCoAuthor(ctx, input) }));
  }
}
