import sql from "sql-template-tag";
import { Arg, Args, Ctx, Extensions, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from "type-graphql";
import { optionalIdOf } from "../../core/graphql/ids.js";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Idea } from "../ideas/idea.entity.js";
import { ideaById } from "../ideas/idea.reads.js";
import { actorOf, viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { maySeeMemberWithId } from "../members/member.visibility.js";
import { CollaborationConnection } from "./collaboration.connection.js";
import { Collaboration, CollaborationStage } from "./collaboration.entity.js";
import { membersOfCollaboration, newestFirst, participantsOf } from "./collaboration.reads.js";
import { collaborationPolicy } from "./collaboration.policy.js";
import { mostMembers } from "./joining/joining.validation.js";

@InputType({
  description: "Conditions on collaborations, combined with AND. An absent, null or empty condition is ignored.",
})
class CollaborationFilter {
  @Field(() => [CollaborationStage], { nullable: true, description: "The stages to include." })
  stages?: CollaborationStage[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "The id of a member who takes part. Matches nothing when the caller may not see the member.",
  })
  memberId?: string | null;
}

@Resolver(() => Collaboration)
export class CollaborationResolver {
  @Query(() => CollaborationConnection, {
    nullable: true,
    description: "The collaborations of all members, newest first. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  collaborations(
    @Ctx() ctx: Context,
    @Arg("filter", () => CollaborationFilter, {
      nullable: true,
      description: "Restricts the collaborations; absent means all.",
    })
    filter: CollaborationFilter | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Collaboration>> {
    const { stages } = filter ?? {};
    const memberId = optionalIdOf(filter?.memberId);
    const where = [
      ...(stages?.length ? [sql`e.stage = ANY(${stages}::collaboration_stage[])`] : []),
      ...(memberId === null ? [] : [withMember(memberId), maySeeMemberWithId(ctx, memberId)]),
    ];
    return pageOf(
      ctx,
      CollaborationConnection,
      { name: "collaborations", node: Collaboration, where, order: newestFirst },
      args,
    );
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The outcome in the members' own words, plain text, 1 to 5,000 characters; null when none was recorded, and while " +
      "a moderator hides it from everybody but its members.",
  })
  async outcome(@Ctx() ctx: Context, @Root() { id, outcome, hiddenAt }: Collaboration): Promise<string | null> {
    if (hiddenAt === null) return outcome;
    const memberIds = await participantsOf(ctx, id);
    return can(await actorOf(ctx), collaborationPolicy.readHiddenOutcome, { memberIds }) ? outcome : null;
  }

  @FieldResolver(() => [Member], {
    description: "The members who take part and that the viewer may see, ordered by name.",
  })
  @Extensions({ listSize: mostMembers })
  members(@Ctx() ctx: Context, @Root() collaboration: Collaboration): Promise<Member[]> {
    return membersOfCollaboration(ctx, collaboration.id);
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description: "The idea that the collaboration is about; null when there is none, or the viewer may not see it.",
  })
  idea(@Ctx() ctx: Context, @Root() collaboration: Collaboration): Promise<Idea | null> {
    return collaboration.ideaId === null ? Promise.resolve(null) : ideaById(ctx, collaboration.ideaId);
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer takes part in the collaboration and may edit it." })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() collaboration: Collaboration): Promise<boolean> {
    return can(await viewerActor(ctx), collaborationPolicy.edit, {
      memberIds: await participantsOf(ctx, collaboration.id),
    });
  }
}

const withMember = (memberId: string) =>
  sql`e.id IN (SELECT collaboration_id FROM collaboration_member WHERE member_id = ${memberId})`;
