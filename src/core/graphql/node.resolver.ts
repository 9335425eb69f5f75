import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Fault } from "../errors/fault.js";
import type { Context } from "./context.js";
import { limits } from "./limits.js";
import { Node } from "./node.js";

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "The object with this id; null when it does not exist or the caller may not see it.",
  })
  node(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the object." }) id: string,
  ): Promise<Node | null> {
    return ctx.nodes.byId(ctx, id);
  }

  @Query(() => [Node], {
    nullable: "itemsAndList",
    description:
      "The objects with these ids, in the same order; null for each that does not exist or that the " +
      "caller may not see. Errors: BAD_USER_INPUT.",
  })
  nodes(
    @Ctx() ctx: Context,
    @Arg("ids", () => [ID], { description: "The ids of the objects, at most 100." }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > limits.pageSize)
      throw new Fault("BAD_USER_INPUT", `"ids" must name at most ${limits.pageSize} things; it names ${ids.length}.`, {
        argument: "ids",
      });
    return Promise.all(ids.map((id) => ctx.nodes.byId(ctx, id)));
  }
}
