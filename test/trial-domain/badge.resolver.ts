import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { audit } from "../../src/core/access/audit.js";
import { participating } from "../../src/core/access/actor.js";
import { payload, Payload, reject } from "../../src/core/errors/user-error.js";
import { entityLoader } from "../../src/core/graphql/batch.js";
import { requireCaller, type Context } from "../../src/core/graphql/context.js";
import { sendMail } from "../../src/core/mail/outbox.js";
import { executedByHub } from "../../src/core/subscriptions/executed-by-hub.js";
import { After, payloadOf, Resumable } from "../../src/core/subscriptions/resumable.js";
import { defineSubscription } from "../../src/core/subscriptions/subscription-definition.js";
import { Badge } from "./badge.entity.js";

export const badgeById = entityLoader(Badge);

@ObjectType({ description: "The result of `giveBadge`." })
export class GiveBadgePayload extends Payload {
  @Field(() => Badge, { nullable: true, description: "The badge; null when `userErrors` is not empty." })
  badge?: Badge | null;
}

@ObjectType({ description: "The event that a badge was given." })
export class BadgeGiven extends Resumable {
  @Field(() => Badge, { description: "The badge in its state at the time of delivery." })
  badge: Badge;
}

const taken = { NL: "Kies een ander label.", FR: "Choisissez un autre libellé.", EN: "Choose another label." };

@Resolver()
export class BadgeResolver {
  @Mutation(() => GiveBadgePayload, { description: "Gives the caller a badge. Errors: BADGE_TAKEN." })
  giveBadge(
    @Ctx() ctx: Context,
    @Arg("gatheringId", () => ID, { description: "The id of the gathering." }) gatheringId: string,
    @Arg("label", () => String, { description: "The text on the badge." }) label: string,
  ): Promise<GiveBadgePayload> {
    return payload(async () => {
      const memberId = requireCaller(ctx);
      const badge = Object.assign(new Badge(), {
        ...{ id: ctx.newId(), memberId, gatheringId, label },
        expiresAt: new Date(ctx.now().getTime() + 1_000),
      });
      await participating(ctx, async (tx) => {
        if (await tx.manager.existsBy(Badge, { label })) reject("BADGE_TAKEN", taken, "label");
        await tx.manager.insert(Badge, badge);
        await audit(tx, {
          ...{ actorId: memberId, action: "BADGE_GIVEN", subjectKind: "BADGE", subjectId: badge.id },
          ...{ affectedId: memberId, detail: {}, reason: null },
        });
        await sendMail(tx, { kind: "badgeGiven", payload: { memberId } });
        tx.announce({ kind: "badge.given", subjectId: badge.id, data: { memberId } });
      });
      return { badge };
    });
  }

  @Subscription(() => BadgeGiven, {
    description: "Badges as they are given, in commit order.",
    subscribe: executedByHub,
  })
  badgeGiven(@Root() given: BadgeGiven, @After() _after: string | null): BadgeGiven {
    return given;
  }
}

export const badgeGiven = defineSubscription({
  name: "badgeGiven",
  kinds: ["badge.given"],
  topicsOf: () => [],
  ownersOf: () => [],
  filterFor: () => Promise.resolve({ topics: null, where: null, matches: () => true }),
  async resolvePayload(ctx, event) {
    const badge = await badgeById(ctx, event.subjectId);
    return badge && payloadOf(BadgeGiven, event, { badge });
  },
});
