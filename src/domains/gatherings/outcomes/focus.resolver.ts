import { Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { centralItemsOf, usualAgenda } from "../agenda/agenda.reads.js";
import { Gathering } from "../gathering.entity.js";
import { focusOf, GatheringFocus } from "./focus.types.js";
import { resultOf } from "./outcome.reads.js";

@Resolver(() => Gathering)
export class GatheringFocusResolver {
  @FieldResolver(() => [GatheringFocus], {
    description:
      "What the gathering is about, as its format shows it: the ideas on the agenda whose kind is the format, or all when " +
      "none is, at most 50; with what came of each, once a host recorded it. Empty for OPEN_EXCHANGE and LEARNING_SESSION.",
  })
  @Extensions({ listSize: usualAgenda })
  async focus(@Ctx() ctx: Context, @Root() { id, format }: Gathering): Promise<(typeof GatheringFocus)[]> {
    const show = focusOf[format];
    if (!show) return [];
    const items = await centralItemsOf(ctx, id);
    return Promise.all(items.map(async (item) => show(item, await resultOf(ctx, item.id))));
  }
}
