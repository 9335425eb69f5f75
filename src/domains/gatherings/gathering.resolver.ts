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
import { gatheringById, gatheringConditions, gatheringOrders, hostsOf, themesOfGathering } from "./gathering.reads.js";
import { Registration } from "./registrations/registration.entity.js";
import { callerRegistration, registrationsOfGathering, takenAndWaiting } from "./registrations/registration.reads.js";

@ObjectType({ description: "The place where a gathering is held, on site, online or both (plaats)." })
class Place {
  @Field(() => String, {
    nullable: true,
    description: "The name of the place, one line of at most 300 characters; null when not given.",
  })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The address of the place; null when not given." })
  address: string | null;

  @Field(() => String, { nullable: true, description: "The URL for joining online; null when not given." })
  onlineUrl: string | null;
}

@ObjectType({ description: "The number of places at a gathering, and how many are taken (capaciteit)." })
class Capacity {
  @Field(() => Int, { nullable: true, description: "Number of places in all; null if unlimited." })
  limit: number | null;

  @Field(() => Int, { description: "Number of places taken by members." })
  taken: number;

  @Field(() => Int, { description: "Number of members on the waiting list." })
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
      "included, hidden ones excluded. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
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
  place(@Root() { placeName: name, placeAddress: address, onlineUrl }: Gathering): Place | null {
    return name === null && address === null && onlineUrl === null ? null : { name, address, onlineUrl };
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
      "The registrations of the members who have a place, in the order of registration. The hosts, " +
      "organisers and administrators see all; others see their own, and those of members who share " +
      "attendance and whose profile they may see.",
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
    description: "The caller's own registration, whatever its status; null if there is none or nobody is signed in.",
  })
  async viewerRegistration(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<Registration | null> {
    return viewerId(ctx) === null ? null : callerRegistration(ctx, gathering.id);
  }
}
