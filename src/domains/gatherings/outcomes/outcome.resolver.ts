import sql from "sql-template-tag";
import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import { viewerActor } from "../../../core/access/actor.js";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Idea } from "../../ideas/idea.entity.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { AgendaItem } from "../agenda/agenda-item.entity.js";
import { agendaOf, usualAgenda } from "../agenda/agenda.reads.js";
import { Gathering } from "../gathering.entity.js";
import { mayEdit } from "../gathering.policy.js";
import { gatheringById, hostIds } from "../gathering.reads.js";
import { IdeaOutcomeConnection } from "./outcome.connection.js";
import { Outcome } from "./outcome.entity.js";
import { outcomeOf, outcomesOfIdea, resultOf } from "./outcome.reads.js";

@Resolver(() => Gathering)
export class GatheringOutcomeResolver {
  @FieldResolver(() => Outcome, {
    nullable: true,
    description:
      "What came of the gathering; null while no host has recorded it, and for others than its hosts, organisers and " +
      "administrators while a moderator hides it.",
  })
  outcome(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<Outcome | null> {
    return outcomeOf(ctx, id);
  }
}

@Resolver(() => Outcome)
export class OutcomeResolver {
  @FieldResolver(() => Gathering, { nullable: true, description: "The gathering; null if the caller may not see it." })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: Outcome): Promise<Gathering | null> {
    return gatheringById(ctx, gatheringId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who wrote it last; null if they have left, or the caller may not see their profile.",
  })
  author(@Ctx() ctx: Context, @Root() { authorId }: Outcome): Promise<Member | null> {
    return authorId === null ? Promise.resolve(null) : memberById(ctx, authorId);
  }

  @FieldResolver(() => [AgendaItem], {
    description:
      "The agenda items of which a result was recorded, in the order of the agenda, at most 50; without ideas that the " +
      "caller may not see.",
  })
  @Extensions({ listSize: usualAgenda })
  async results(@Ctx() ctx: Context, @Root() { gatheringId }: Outcome): Promise<AgendaItem[]> {
    const agenda = await agendaOf(ctx, gatheringId);
    const results = await Promise.all(agenda.map(({ id }) => resultOf(ctx, id)));
    return agenda.filter((_, index) => results[index] !== null);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may edit it: true for the hosts of the gathering, organisers and administrators.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() { gatheringId }: Outcome): Promise<boolean> {
    const gathering = await gatheringById(ctx, gatheringId);
    return gathering !== null && mayEdit(await viewerActor(ctx), gathering, await hostIds(ctx, gatheringId));
  }
}

@Resolver(() => AgendaItem)
export class AgendaResultResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What came of it at the gathering, plain text of at most 5,000 characters; null when hosts recorded nothing, or the " +
      "caller may not see the outcome.",
  })
  result(@Ctx() ctx: Context, @Root() { id }: AgendaItem): Promise<string | null> {
    return resultOf(ctx, id);
  }
}

@Resolver(() => Idea)
export class IdeaOutcomesResolver {
  @FieldResolver(() => IdeaOutcomeConnection, {
    description:
      "What came of the gatherings with the idea on their agenda, the latest recorded first; hidden ones are excluded.",
  })
  outcomes(
    @Ctx() ctx: Context,
    @Root() idea: Idea,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Outcome>> {
    return pageUnder(ctx, IdeaOutcomeConnection, outcomesOfIdea(ctx), sql`a.idea_id`, idea.id, args);
  }
}
