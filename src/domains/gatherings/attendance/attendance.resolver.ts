import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { RegistrationConnection } from "../gathering.connection.js";
import { wasHeld } from "../gathering-end.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { hostIds } from "../gathering.reads.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { Registration } from "../registrations/registration.entity.js";
import { qrCodeOf } from "./check-in-codes.js";
import { attendanceIsRecorded, isWalkIn, noShowsOfGathering } from "./attendance.reads.js";
import { ownCode } from "./own-code.js";

@Resolver(() => Registration)
export class RegistrationAttendanceResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The code with which a host checks the caller in, 13 characters or more in groups with dashes, such as " +
      "`3F-7QZ4M-9XW2P`. For the participant alone: null in the registrations of others, while the caller has no place, " +
      "once it was used, and when the gathering was cancelled or its last day is over.",
  })
  checkInCode(@Ctx() ctx: GatheringsContext, @Root() registration: Registration): Promise<string | null> {
    return ownCode(ctx, registration);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The `checkInCode` as a QR code: an SVG document of at most 8 KB; null when that is null.",
  })
  async checkInQrCode(@Ctx() ctx: GatheringsContext, @Root() registration: Registration): Promise<string | null> {
    const code = await ownCode(ctx, registration);
    return code === null ? null : qrCodeOf(code);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether the member was checked in without having had a place; null for everybody except the member and the hosts.",
  })
  async walkIn(@Ctx() ctx: Context, @Root() registration: Registration): Promise<boolean | null> {
    const subject = { memberId: registration.memberId, hostIds: await hostIds(ctx, registration.gatheringId) };
    return can(await actorOf(ctx), gatheringPolicy.seeCheckIn, subject) ? isWalkIn(ctx, registration.id) : null;
  }
}

@Resolver(() => Gathering)
export class GatheringAttendanceResolver {
  @FieldResolver(() => RegistrationConnection, {
    nullable: true,
    description:
      "The registrations with a place whose holder was not checked in, in the order of registration. Null until the " +
      "gathering is over, when it was cancelled, when nobody was checked in, as nobody recorded attendance then, and for " +
      "everybody except the hosts.",
  })
  async noShows(
    @Ctx() ctx: Context,
    @Root() gathering: Gathering,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Registration> | null> {
    if (!wasHeld(gathering, ctx.now())) return null;
    if (!(await callerChecksIn(ctx, gathering.id)) || !(await attendanceIsRecorded(ctx, gathering.id))) return null;
    return pageUnder(ctx, RegistrationConnection, noShowsOfGathering, sql`e.gathering_id`, gathering.id, args);
  }
}

const callerChecksIn = async (ctx: Context, gatheringId: string): Promise<boolean> =>
  can(await actorOf(ctx), gatheringPolicy.checkIn, { hostIds: await hostIds(ctx, gatheringId) });
