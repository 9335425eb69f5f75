import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import type { Context } from "../../../core/graphql/context.js";
import { wasHeld } from "../gathering-end.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { hostIds } from "../gathering.reads.js";
import { figuresOf } from "./figures.reads.js";

@ObjectType({ description: "How many registered for a gathering and came, exactly (cijfers)." })
export class GatheringFigures {
  @Field(() => Int, { description: "How many have or had a place, 0 or more." })
  registered: number;

  @Field(() => Int, { description: "How many of them checked in, 0 or more." })
  came: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many with a place did not check in, 0 or more. Null until the gathering is over, when it was cancelled, and " +
      "when nobody was checked in, as nobody recorded attendance then.",
  })
  noShows: number | null;

  @Field(() => Int, { description: "How many are on the waiting list, 0 or more." })
  waiting: number;

  @Field(() => Int, { description: "How many cancelled their registration, 0 or more." })
  cancelled: number;
}

@Resolver(() => Gathering)
export class GatheringFiguresResolver {
  @FieldResolver(() => GatheringFigures, {
    nullable: true,
    description: "How many registered and came; null for everybody except the hosts, organisers and administrators.",
  })
  async figures(@Ctx() ctx: Context, @Root() gathering: Gathering): Promise<GatheringFigures | null> {
    const subject = { hostIds: await hostIds(ctx, gathering.id) };
    if (!can(await actorOf(ctx), gatheringPolicy.manage, subject)) return null;
    const { registered, came, ...others } = await figuresOf(ctx, gathering.id);
    const noShows = came > 0 && wasHeld(gathering, ctx.now()) ? registered - came : null;
    return Object.assign(new GatheringFigures(), { registered, came, noShows, ...others });
  }
}
