import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { membersOfCollaboration } from "../collaboration.reads.js";
import { startById } from "./start.reads.js";

@Resolver(() => CollaborationRequest)
export class RequestStartResolver {
  @FieldResolver(() => Gathering, {
    nullable: true,
    description:
      "The gathering at which the collaboration begins; null when there is none, or the caller may not see it.",
  })
  async gathering(@Ctx() ctx: Context, @Root() { startId }: CollaborationRequest): Promise<Gathering | null> {
    const start = startId === null ? null : await startById(ctx, startId);
    return start && gatheringById(ctx, start.gatheringId);
  }

  @FieldResolver(() => [Member], {
    description:
      "The members with whom the recipient would collaborate, or does, as far as they agreed and the caller may see them, " +
      "at most 50, ordered by name: the sender, unless they host a gathering and begin it for others, and those who " +
      "joined since; of a request about an existing collaboration, its members.",
  })
  async members(@Ctx() ctx: Context, @Root() request: CollaborationRequest): Promise<Member[]> {
    const start = request.startId === null ? null : await startById(ctx, request.startId);
    const collaborationId = request.collaborationId ?? request.joinsId ?? start?.collaborationId ?? null;
    if (collaborationId !== null) return membersOfCollaboration(ctx, collaborationId);
    const sender = start?.takesPart === false ? null : await memberById(ctx, request.fromId);
    return sender ? [sender] : [];
  }
}
