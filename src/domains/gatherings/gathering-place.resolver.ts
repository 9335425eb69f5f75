import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import type { Gathering } from "./gathering.entity.js";
import { takesPart } from "./gathering.reads.js";

@ObjectType({ description: "The place where a gathering is held, on site, online or both (plaats)." })
export class Place {
  @Field(() => String, {
    nullable: true,
    description: "The name of the place, one line of at most 300 characters; null when not given.",
  })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The address of the place; null when not given." })
  address: string | null;

  @Field(() => Boolean, { description: "Whether one can join online." })
  isOnline: boolean;

  /** The gathering, for who may see the address for joining it. */
  gathering: Gathering;
}

@Resolver(() => Place)
export class PlaceResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address for joining online; null when not given, and for everybody except the hosts and the members who have " +
      "a place. Others learn from `isOnline` that there is one.",
  })
  async onlineUrl(@Ctx() ctx: Context, @Root() { gathering }: Place): Promise<string | null> {
    return (await takesPart(ctx, gathering.id)) ? gathering.onlineUrl : null;
  }
}
