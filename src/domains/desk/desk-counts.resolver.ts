import { Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { DeskItemCount } from "./desk-item.types.js";
import { deskCounts, DeskItemConnection } from "./desk.reads.js";

@Resolver(() => DeskItemConnection)
export class DeskCountsResolver {
  @FieldResolver(() => [DeskItemCount], {
    description: "How much waits of each kind, of those that are not listed as well, in the order of `DeskItemKind`.",
  })
  counts(@Ctx() ctx: Context): Promise<DeskItemCount[]> {
    return deskCounts(ctx);
  }
}
