import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { payerOf } from "./payer.js";
import type { BudgetContext } from "./budget.services.js";

@ObjectType({
  description:
    "The caller's budget of this minute: one a member for who is signed in, else one an address. An operation that costs more than is left is not run; its error has the code RATE_LIMITED.",
})
export class RateLimit {
  @Field(() => Int, {
    description:
      "What this very request costs: 1, and 1 for each object that the answer may hold by the page sizes it asks for. Introspection alone costs 1.",
  })
  cost: number;

  @Field(() => Int, { description: "The cost that the caller may spend in a minute." })
  limit: number;

  @Field(() => Int, {
    description:
      "The cost that is surely left in this minute, this request taken off. An exact lower bound: what another process of the service holds for this caller may come on top.",
  })
  remaining: number;

  @Field(() => Date, { description: "When the next minute begins, and with it a whole new budget." })
  resetAt: Date;
}

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, { description: "What the caller may still ask in this minute. Everybody may see their own." })
  async rateLimit(@Ctx() ctx: BudgetContext): Promise<RateLimit> {
    const payer = payerOf(ctx);
    const { remaining, resetAt } = await ctx.budgets.look(payer);
    return { cost: ctx.cost ?? 0, limit: payer.limit, remaining, resetAt };
  }
}
