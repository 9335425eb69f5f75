import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { gatheringById, hostIds } from "../gathering.reads.js";
import { Guest } from "../guests/guest.entity.js";
import { Registration } from "./registration.entity.js";
import { guestOf, waitingPosition } from "./registration.reads.js";

@Resolver(() => Registration)
export class RegistrationResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who registered; null for a guest, and if the caller may not see the member's profile.",
  })
  member(@Ctx() ctx: Context, @Root() { memberId }: Registration): Promise<Member | null> | null {
    return memberId === null ? null : memberById(ctx, memberId);
  }

  @FieldResolver(() => Guest, {
    nullable: true,
    description:
      "Who registered without an account; null for a member, and for everybody except the hosts, organisers and " +
      "administrators.",
  })
  guest(@Ctx() ctx: Context, @Root() { id, guestId }: Registration): Promise<Guest | null> | null {
    return guestId === null ? null : guestOf(ctx, id);
  }

  @FieldResolver(() => Gathering, {
    nullable: true,
    description:
      "The gathering; null if a moderator has hidden it and the caller is not one of its hosts, an " +
      "organiser or an administrator.",
  })
  gathering(@Ctx() ctx: Context, @Root() registration: Registration): Promise<Gathering | null> {
    return gatheringById(ctx, registration.gatheringId);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      "When the member or the guest checked in at the gathering; null if they did not, and for everybody except the " +
      "member and the hosts.",
  })
  async checkedInAt(@Ctx() ctx: Context, @Root() registration: Registration): Promise<Date | null> {
    const subject = { memberId: registration.memberId, hostIds: await hostIds(ctx, registration.gatheringId) };
    return can(await actorOf(ctx), gatheringPolicy.seeCheckIn, subject) ? registration.checkedInAt : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "The position on the waiting list, 1 for the next to get a place; null if the registration is not on it.",
  })
  position(@Ctx() ctx: Context, @Root() registration: Registration): Promise<number | null> {
    return waitingPosition(ctx, registration.id);
  }
}
