import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import { viewerId, type Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { GatheringConnection, RegistrationConnection } from "./gathering.connection.js";
import { Gathering } from "./gathering.entity.js";
import { GatheringFilter, GatheringOrder } from "./gathering.inputs.js";
import {
  gatheringById,
  gatheringConditions,
  gatheringOrders,
  hostIds,
  hostsOf,
  themesOfGathering,
} from "./gathering.reads.js";
import { Place } from "./gathering-place.resolver.js";
import { wasHeld } from "./gathering-end.js";
import { RegistrationStatus } from "./gathering.enums.js";
import { gatheringPolicy, mayEdit } from "./gathering.policy.js";
import { actorOf, viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { memberById } from "../members/member.reads.js";
import { Registration } from "./registrations/registration.entity.js";
import { callerRegistration, registrationsOfGathering, takenAndWaiting } from "./registrations/registration.reads.js";

@ObjectType({ description: "The number of places at a gathering, and how many are taken (capaciteit)." })
class Capacity {
  @Field(() => Int, { nullable: true, description: "Number of places in all; null if unlimited." })
  limit: number | null;

  @Field(() => Int, { description: "Number of places taken, by members and guests." })
  taken: number;

  @Field(() => Int, { description: "Number of members and guests on the waiting list." })
  waiting: number;
}

@Resolver(() => Gathering)
export class GatheringResolver {
  @Query(() => Gathering, {
    nullable: true,
    description: "The gathering with this id; null when there is none, or the caller may not see it.",
  })
  gathering(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the gathering." }) id: string,
  ): Promise<Gathering | null> {
    return gatheringById(ctx, id);
  }

  @Query(() => GatheringConnection, {
    nullable: true,
    description:
      "The gatherings of the network, past and upcoming, latest first by default; cancelled ones are " +
      "included, hidden ones excluded, and proposals as well unless `filter.statuses` names theirs. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Arg("filter", () => GatheringFilter, {
      nullable: true,
      description: "Restricts the list; without it, all gatherings.",
    })
    filter: GatheringFilter | null,
    @Arg("orderBy", () => GatheringOrder, {
      nullable: true,
      defaultValue: GatheringOrder.LATEST,
      description: "The sort order of the list.",
    })
    orderBy: GatheringOrder | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    const where = gatheringConditions(ctx, filter);
    return pageOf(
      ctx,
      GatheringConnection,
      { name: "gatherings", node: Gathering, where, order: gatheringOrders[orderBy ?? GatheringOrder.LATEST] },
      args,
    );
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: "The place where the gathering is held; null when not given.",
  })
  place(@Root() gathering: Gathering): Place | null {
    const { placeName: name, placeAddress: address, onlineUrl } = gathering;
    if (name === null && address === null && onlineUrl === null) return null;
    return Object.assign(new Place(), { name, address, isOnline: onlineUrl !== null, gathering });
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the gathering took place: it was scheduled, not cancelled, and is over. Without `endsAt` it is over at the " +
      "end of the local day on which it begins.",
  })
  held(@Ctx() ctx: Context, @Root() gathering: Gathering): boolean {
    return wasHeld(gathering, ctx.now());
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member who proposed the gathering; null if nobody did, if the account was erased, and for everybody except " +
      "the proposer, organisers and administrators.",
  })
  async proposer(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Member | null> {
    const { proposerId } = gathering;
    if (proposerId === null || !can(await actorOf(ctx), gatheringPolicy.manageProposal, gathering)) return null;
    return memberById(ctx, proposerId);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit the gathering: true for its hosts, organisers and administrators while it is " +
      "scheduled, and for its proposer, organisers and administrators while it is proposed.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<boolean> {
    return mayEdit(await viewerActor(ctx), gathering, await hostIds(ctx, gathering.id));
  }

  @FieldResolver(() => Capacity, { description: "The number of places at the gathering, and how many are taken." })
  async capacity(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Capacity> {
    return { limit: gathering.limit, ...(await takenAndWaiting(ctx, gathering.id)) };
  }

  @FieldResolver(() => [Theme], {
    description: "The themes of the gathering, most relevant first; empty when there are none.",
  })
  themes(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Theme[]> {
    return themesOfGathering(ctx, gathering.id);
  }

  @FieldResolver(() => [Member], {
    description: "The members who host the gathering, ordered by name; only those whose profile the caller may see.",
  })
  hosts(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Member[]> {
    return hostsOf(ctx, gathering.id);
  }

  @FieldResolver(() => RegistrationConnection, {
    description:
      "The registrations with a place, or with the statuses that are asked for, in the order of registration. The hosts, " +
      "organisers and administrators see all but those that others cancelled; others see their own, and the places of " +
      "members who share attendance and whose profile they may see.",
  })
  registrations(
    @Ctx() ctx: Context,
    @Root() gathering: Gathering,
    @Arg("statuses", () => [RegistrationStatus], {
      nullable: true,
      description: "The statuses of the registrations; only GOING by default.",
    })
    statuses: RegistrationStatus[] | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Registration>> {
    return pageUnder(
      ctx,
      RegistrationConnection,
      registrationsOfGathering(ctx, statuses ?? [RegistrationStatus.GOING]),
      sql`e.gathering_id`,
      gathering.id,
      args,
    );
  }

  @FieldResolver(() => Registration, {
    nullable: true,
    description: "The caller's own registration, whatever its status; null if there is none or nobody is signed in.",
  })
  async viewerRegistration(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Registration | null> {
    return viewerId(ctx) === null ? null : callerRegistration(ctx, gathering.id);
  }
}
