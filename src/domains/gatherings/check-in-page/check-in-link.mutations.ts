import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { payload, Payload } from "../../../core/errors/user-error.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { hostIds } from "../gathering.reads.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { CheckInAddress } from "./check-in-link.entity.js";
import { checkInAddress, checkInLinkId, createCheckInLink, revokeCheckInLink } from "./check-in-link.service.js";

@InputType({ description: "The gathering that gets a check-in page." })
export class CreateCheckInLinkInput {
  @Field(() => ID, { description: "The id of a gathering that the caller hosts." })
  gatheringId: string;
}

@InputType({ description: "The gathering whose check-in page ends." })
export class RevokeCheckInLinkInput {
  @Field(() => ID, { description: "The id of a gathering that the caller hosts." })
  gatheringId: string;
}

@ObjectType()
abstract class CheckInLinkPayload extends Payload {
  @Field(() => Gathering, {
    nullable: true,
    description: "The gathering with its `checkInLink` as it is now; null when nothing was changed.",
  })
  gathering?: Gathering | null;
}

@ObjectType({ description: "The result of `createCheckInLink`." })
export class CreateCheckInLinkPayload extends CheckInLinkPayload {}

@ObjectType({ description: "The result of `revokeCheckInLink`." })
export class RevokeCheckInLinkPayload extends CheckInLinkPayload {}

@Resolver()
export class CheckInLinkMutations {
  @Mutation(() => CreateCheckInLinkPayload, {
    nullable: true,
    description:
      "Gives a gathering a check-in page at a new, secret address, for its hosts; the address of the page before is void. " +
      "Errors: NOT_FOUND, TRY_AGAIN, CHECK_IN_CLOSED, GATHERING_CLOSED, SUSPENDED.",
  })
  createCheckInLink(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => CreateCheckInLinkInput, { description: "The gathering of the page." })
    input: CreateCheckInLinkInput,
  ): Promise<CreateCheckInLinkPayload> {
    return payload(async () => ({ gathering: await createCheckInLink(ctx, input.gatheringId) }));
  }

  @Mutation(() => RevokeCheckInLinkPayload, {
    nullable: true,
    description:
      "Makes the address of a gathering's check-in page void, for its hosts; no effect without one. Errors: NOT_FOUND, " +
      "SUSPENDED.",
  })
  revokeCheckInLink(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => RevokeCheckInLinkInput, { description: "The gathering of the page." })
    input: RevokeCheckInLinkInput,
  ): Promise<RevokeCheckInLinkPayload> {
    return payload(async () => ({ gathering: await revokeCheckInLink(ctx, input.gatheringId) }));
  }
}

@Resolver(() => Gathering)
export class CheckInLinkResolver {
  @FieldResolver(() => CheckInAddress, {
    nullable: true,
    description: "The link to the check-in page; null without one, and for everybody except the hosts.",
  })
  async checkInLink(@Ctx() ctx: GatheringsContext, @Root() gathering: Gathering): Promise<CheckInAddress | null> {
    const subject = { hostIds: await hostIds(ctx, gathering.id) };
    if (!can(await actorOf(ctx), gatheringPolicy.checkIn, subject)) return null;
    const linkId = await checkInLinkId(ctx, gathering.id);
    return linkId === null ? null : checkInAddress(ctx, gathering, linkId);
  }
}
