import sql from "sql-template-tag";
import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Idea } from "../../ideas/idea.entity.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { GatheringConnection } from "../gathering.connection.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringById } from "../gathering.reads.js";
import { AgendaItem } from "./agenda-item.entity.js";
import { agendaOf, agendaProposalsOf, gatheringsOfIdea, usualAgenda } from "./agenda.reads.js";

@Resolver(() => Gathering)
export class GatheringAgendaResolver {
  @FieldResolver(() => [AgendaItem], {
    description:
      "The agenda of the gathering: the ideas that hosts accepted, in order, at most 50; without ideas that the caller may " +
      "not see.",
  })
  @Extensions({ listSize: usualAgenda })
  agenda(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<AgendaItem[]> {
    return agendaOf(ctx, id);
  }

  @FieldResolver(() => [AgendaItem], {
    description:
      "The ideas that were put forward for the agenda and are not on it, declined ones included, the earliest first: all " +
      "for hosts, organisers and administrators; their own for other members; empty for everybody else.",
  })
  @Extensions({ listSize: usualAgenda })
  agendaProposals(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<AgendaItem[]> {
    return agendaProposalsOf(ctx, id);
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemResolver {
  @FieldResolver(() => Gathering, {
    nullable: true,
    description: "The gathering; null if the caller may not see it any more.",
  })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: AgendaItem): Promise<Gathering | null> {
    return gatheringById(ctx, gatheringId);
  }

  @FieldResolver(() => Idea, { nullable: true, description: "The idea; null if the caller may not see it any more." })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: AgendaItem): Promise<Idea | null> {
    return ideaById(ctx, ideaId);
  }
}

@Resolver(() => Idea)
export class IdeaGatheringsResolver {
  @FieldResolver(() => GatheringConnection, {
    description: "The gatherings with the idea on their agenda, latest first; hidden ones are excluded.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Root() idea: Idea,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    return pageUnder(ctx, GatheringConnection, gatheringsOfIdea(ctx), sql`a.idea_id`, idea.id, args);
  }
}
