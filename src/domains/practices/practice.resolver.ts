import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { viewerActor, actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { organisationById } from "../organisations/organisation.reads.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { PracticeConnection, PracticeUseConnection } from "./practice.connection.js";
import { Practice } from "./practice.entity.js";
import { PracticeFilter, PracticeOrder } from "./practice.inputs.js";
import { practicePolicy } from "./practice.policy.js";
import { practiceById, practiceConditions, practiceOrders, themesOfPractice, useCount } from "./practice.reads.js";
import type { PracticeUse } from "./uses/practice-use.entity.js";
import { usesOfPractice } from "./uses/practice-use.reads.js";

@Resolver(() => Practice)
export class PracticeResolver {
  @Query(() => Practice, {
    nullable: true,
    description: "The practice with this id; null when there is none, or the caller may not see it.",
  })
  practice(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the practice." }) id: string,
  ): Promise<Practice | null> {
    return practiceById(ctx, id);
  }

  @Query(() => PracticeConnection, {
    nullable: true,
    description:
      "The practices in the library, newest first by default; hidden ones are excluded, as are those of members separated " +
      "from the caller by a block. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  practices(
    @Ctx() ctx: Context,
    @Arg("filter", () => PracticeFilter, {
      nullable: true,
      description: "Restricts the list; without it, all published practices.",
    })
    filter: PracticeFilter | null,
    @Arg("orderBy", () => PracticeOrder, {
      nullable: true,
      defaultValue: PracticeOrder.NEWEST,
      description: "The sort order of the list.",
    })
    orderBy: PracticeOrder | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Practice>> {
    const list = {
      name: "practices",
      node: Practice,
      where: practiceConditions(ctx, filter),
      order: practiceOrders[orderBy ?? PracticeOrder.NEWEST],
    };
    return pageOf(ctx, PracticeConnection, list, args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who shared the practice; null if the caller may not see the member's profile.",
  })
  sharedBy(@Ctx() ctx: Context, @Root() { sharedById }: Practice): Promise<Member | null> {
    return memberById(ctx, sharedById);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member to contact about the practice, its sharer unless another is named; null if the caller may not see the " +
      "member's profile.",
  })
  contact(@Ctx() ctx: Context, @Root() { contactId, sharedById }: Practice): Promise<Member | null> {
    return memberById(ctx, contactId ?? sharedById);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description:
      "The organisation that the practice comes from: where its sharer worked when they named it. Null when they named " +
      "none, when no member belongs to it any longer, and when a moderator has hidden it.",
  })
  organisation(@Ctx() ctx: Context, @Root() { organisationId }: Practice): Promise<Organisation | null> {
    return organisationId === null ? Promise.resolve(null) : organisationById(ctx, organisationId);
  }

  @FieldResolver(() => [Theme], {
    description: "The themes of the practice, most relevant first; empty when there are none.",
  })
  themes(@Ctx() ctx: Context, @Root() { id }: Practice): Promise<Theme[]> {
    return themesOfPractice(ctx, id);
  }

  @FieldResolver(() => Int, {
    description: "Number of recorded uses of the practice, as many as `uses` has for the caller.",
  })
  useCount(@Ctx() ctx: Context, @Root() { id }: Practice): Promise<number> {
    return useCount(ctx, id);
  }

  @FieldResolver(() => PracticeUseConnection, {
    description:
      "The recorded uses of the practice, the latest recorded first; hidden ones are excluded, as are those of members " +
      "separated from the caller by a block.",
  })
  uses(
    @Ctx() ctx: Context,
    @Root() { id }: Practice,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<PracticeUse>> {
    return pageUnder(ctx, PracticeUseConnection, usesOfPractice(ctx), sql`e.practice_id`, id, args);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What an organiser wrote about the last decision on the practice, plain text of at most 1,000 characters; null when " +
      "nothing was written, and for others than its sharer, organisers and administrators.",
  })
  async reviewNote(@Ctx() ctx: Context, @Root() practice: Practice): Promise<string | null> {
    return can(await actorOf(ctx), practicePolicy.readReviewNote, practice) ? practice.reviewNote : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit and withdraw the practice, which is true only for its sharer until it is withdrawn.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() practice: Practice): Promise<boolean> {
    return can(await viewerActor(ctx), practicePolicy.edit, practice);
  }
}
