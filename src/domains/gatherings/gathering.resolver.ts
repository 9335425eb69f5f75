import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Theme } from "../themes/theme.entity.js";
import { GatheringConnection, RegistrationConnection } from "./gathering.connection.js";
import { Gathering } from "./gathering.entity.js";
import { GatheringFilter, GatheringOrder } from "./gathering.inputs.js";
import {
  callerRegistration,
  gatheringById,
  gatheringConditions,
  gatheringOrders,
  hostsOf,
  registrationsOfGathering,
  takenAndWaiting,
  themesOfGathering,
  waitingPosition,
} from "./gathering.reads.js";
import { Registration } from "./registration.entity.js";
import { gatheringPolicy } from "./gathering.policy.js";

@ObjectType({ description: "Where a gathering is held (plaats)." })
class Place {
  @Field(() => String, { nullable: true, description: "What the place is called." })
  name: string | null;

  @Field(() => String, { nullable: true, description: "Its address." })
  address: string | null;

  @Field(() => String, { nullable: true, description: "Where to join online." })
  onlineUrl: string | null;
}

@ObjectType({ description: "The places of a gathering (capaciteit)." })
class Capacity {
  @Field(() => Int, { nullable: true, description: "How many there are; null when there is no limit." })
  limit: number | null;

  @Field(() => Int, { description: "How many are given to members." })
  taken: number;

  @Field(() => Int, { description: "How many members wait for one." })
  waiting: number;
}

@Resolver(() => Gathering)
export class GatheringResolver {
  @Query(() => Gathering, { nullable: true, description: "The gathering with this id; null when there is none." })
  gathering(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The gathering's id." }) id: string,
  ): Promise<Gathering | null> {
    return gatheringById(ctx, id);
  }

  @Query(() => GatheringConnection, { description: "The network's gatherings, past and coming." })
  gatherings(
    @Ctx() ctx: Context,
    @Arg("filter", () => GatheringFilter, { nullable: true, description: "Which gatherings; all when absent." })
    filter: GatheringFilter | null,
    @Arg("orderBy", () => GatheringOrder, {
      nullable: true,
      defaultValue: GatheringOrder.LATEST,
      description: "In which order.",
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

  @FieldResolver(() => Place, { nullable: true, description: "Where it is held; null when not told." })
  place(@Root() { placeName: name, placeAddress: address, onlineUrl }: Gathering): Place | null {
    return name === null && address === null && onlineUrl === null ? null : { name, address, onlineUrl };
  }

  @FieldResolver(() => Capacity, { description: "Its places." })
  async capacity(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Capacity> {
    return { limit: gathering.limit, ...(await takenAndWaiting(ctx, gathering.id)) };
  }

  @FieldResolver(() => [Theme], { description: "What it is about, the most fitting theme first." })
  themes(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Theme[]> {
    return themesOfGathering(ctx, gathering.id);
  }

  @FieldResolver(() => [Member], { description: "The members who receive the others, by name." })
  hosts(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Member[]> {
    return hostsOf(ctx, gathering.id);
  }

  @FieldResolver(() => RegistrationConnection, {
    description: "The registrations of those who go, in the order of registering.",
  })
  registrations(
    @Ctx() ctx: Context,
    @Root() gathering: Gathering,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Registration>> {
    return pageUnder(
      ctx,
      RegistrationConnection,
      registrationsOfGathering(ctx),
      sql`e.gathering_id`,
      gathering.id,
      args,
    );
  }

  @FieldResolver(() => Registration, {
    nullable: true,
    description: "The caller's own registration, whatever its status; null without one.",
  })
  viewerRegistration(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Registration | null> {
    return ctx.callerId === null ? Promise.resolve(null) : callerRegistration(ctx, gathering.id);
  }
}

@Resolver(() => Registration)
export class RegistrationResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who registered; null for who may not see their profile.",
  })
  member(@Ctx() ctx: Context, @Root() registration: Registration): Promise<Member | null> {
    return memberById(ctx, registration.memberId);
  }

  @FieldResolver(() => Gathering, {
    nullable: true,
    description: "What for; null for a gathering that a moderator hides.",
  })
  gathering(@Ctx() ctx: Context, @Root() registration: Registration): Promise<Gathering | null> {
    return gatheringById(ctx, registration.gatheringId);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "When the member showed up; null when not seen, and for everybody but the member and the hosts.",
  })
  async checkedInAt(@Ctx() ctx: Context, @Root() registration: Registration): Promise<Date | null> {
    const hosts = await hostsOf(ctx, registration.gatheringId);
    const subject = { memberId: registration.memberId, hostIds: hosts.map((host) => host.id) };
    return can(await actorOf(ctx), gatheringPolicy.seeCheckIn, subject) ? registration.checkedInAt : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The place in the waiting list, 1 for the next to get a place; null when not waiting.",
  })
  position(@Ctx() ctx: Context, @Root() registration: Registration): Promise<number | null> {
    return waitingPosition(ctx, registration.id);
  }
}
