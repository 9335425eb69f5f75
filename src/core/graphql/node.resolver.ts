import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Fault } from "../errors/fault.js";
import type { Context } from "./context.js";
import { limits } from "./limits.js";
import { Node } from "./node.js";

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Whatever has this id; null when nothing has that the caller may see.",
  })
  node(@Ctx() ctx: Context, @Arg("id", () => ID, { description: "The id." }) id: string): Promise<Node | null> {
    return ctx.nodes.byId(ctx, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "Whatever has these ids, in their order, null where nothing has.",
  })
  nodes(
    @Ctx() ctx: Context,
    @Arg("ids", () => [ID], { description: "The ids, 100 at most." }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > limits.pageSize)
      throw new Fault("BAD_USER_INPUT", `"ids" must name at most ${limits.pageSize} things; it names ${ids.length}.`, {
        argument: "ids",
      });
    return Promise.all(ids.map((id) => ctx.nodes.byId(ctx, id)));
  }
}
