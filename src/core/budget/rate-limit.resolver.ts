import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { payerOf } from "./payer.js";
import type { BudgetContext } from "./budget.services.js";

@ObjectType({
  description:
    "The caller's cost budget for the current minute: one per signed-in member, otherwise one per " +
    "address. An operation that costs more than the remaining budget is not executed; its error has the " +
    "code RATE_LIMITED. A refused operation costs 1; a document that is invalid or over a limit costs 1 more per 32 " +
    "characters when the process has not cached the error.",
})
export class RateLimit {
  @Field(() => Int, {
    description:
      "Cost of this request: 1, plus 1 for each object that the response may contain according to the " +
      "requested page sizes, plus what the service time costs that its lists, counts and rankings are expected to " +
      "take. After the response, the time that it took replaces the expected one. A request that only introspects " +
      "costs 1.",
  })
  cost: number;

  @Field(() => Int, { description: "Cost that the caller may spend per minute." })
  limit: number;

  @Field(() => Int, {
    description:
      "Cost that remains for this minute after this request. A guaranteed lower bound: budget that other " +
      "processes of the service hold in reserve for the caller is not included.",
  })
  remaining: number;

  @Field(() => Date, { description: "When the next minute begins, with a full budget." })
  resetAt: Date;
}

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, {
    description:
      "The caller's cost budget for the current minute. Everybody sees only their own, also without signing in.",
  })
  async rateLimit(@Ctx() ctx: BudgetContext): Promise<RateLimit> {
    const payer = payerOf(ctx);
    const { remaining, resetAt } = await ctx.budgets.look(payer);
    return { cost: ctx.bill.charged?.cost ?? 0, limit: payer.limit, remaining, resetAt };
  }
}
