import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { payload } from "../../core/errors/user-error.js";
import {
  feedAddressOf,
  renewFeedAddress,
  revokeFeedAddress,
  tokenIn,
} from "../identity/feed-address/feed-address.service.js";
import type { IdentityContext } from "../identity/identity.services.js";
import { Language } from "../../core/texts/language.js";
import { callingViewer, ViewerPayload } from "../identity/viewer.payload.js";
import { Viewer } from "../identity/viewer.js";

@ObjectType({
  description:
    "The secret address at which calendar programs read the viewer's gatherings without signing in (agenda-adres). " +
    "Whoever has it can read them; only the viewer sees it.",
})
export class CalendarAddress {
  @Field(() => String, {
    nullable: true,
    description:
      "The address, with a secret in it, for the calendar program to subscribe to. Null when the operator has replaced the " +
      "secret of the service since: programs that have the address go on, and `renewCalendarAddress` makes another.",
  })
  url: string | null;

  @Field(() => Date, { description: "When the address was made." })
  createdAt: Date;
}

@InputType({ description: "What the caller's calendar is written in." })
export class RenewCalendarAddressInput {
  @Field(() => Language, {
    nullable: true,
    description:
      "The language of what the service itself writes into the calendar, such as its name; by default the one that the " +
      "calendar program asks for, or Dutch.",
  })
  language?: Language | null;
}

@InputType({ description: "The address to end." })
export class RevokeCalendarAddressInput {
  @Field(() => Date, {
    nullable: true,
    description:
      "When the address that should end was made, as in `viewer.calendarAddress`, so that one made since stays; by " +
      "default whichever there is.",
  })
  createdAt?: Date | null;
}

@ObjectType({ description: "The result of `renewCalendarAddress`." })
export class RenewCalendarAddressPayload extends ViewerPayload {}

@ObjectType({ description: "The result of `revokeCalendarAddress`." })
export class RevokeCalendarAddressPayload extends ViewerPayload {}

@Resolver(() => Viewer)
export class CalendarAddressResolver {
  @FieldResolver(() => CalendarAddress, {
    nullable: true,
    description:
      "The secret address of the viewer's calendar: the gatherings that the viewer hosts, has a place at or waits for, of " +
      "the last year and to come. Null when the viewer has made none, or it has ended.",
  })
  async calendarAddress(@Ctx() ctx: IdentityContext, @Root() viewer: Viewer): Promise<CalendarAddress | null> {
    const address = await feedAddressOf(ctx, viewer.memberId);
    if (!address) return null;
    const token = tokenIn(ctx, address);
    const url = token === null ? null : `${ctx.publicUrl()}/calendar/member/${token}.ics`;
    return { url, createdAt: address.createdAt };
  }

  @Mutation(() => RenewCalendarAddressPayload, {
    nullable: true,
    description:
      "Makes a secret address for the caller's calendar, in place of the one before, which ends at once. It also ends when " +
      "the password changes, and when all sessions end. Errors: TRY_AGAIN, SUSPENDED.",
  })
  renewCalendarAddress(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RenewCalendarAddressInput, { description: "What the calendar is written in." })
    { language }: RenewCalendarAddressInput,
  ): Promise<RenewCalendarAddressPayload> {
    return payload(async () => {
      await renewFeedAddress(ctx, language ?? null);
      return { viewer: callingViewer(ctx) };
    });
  }

  @Mutation(() => RevokeCalendarAddressPayload, {
    nullable: true,
    description:
      "Ends the secret address of the caller's calendar at once; no effect if there is none. Errors: TRY_AGAIN.",
  })
  revokeCalendarAddress(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RevokeCalendarAddressInput, { description: "The address to end." })
    { createdAt }: RevokeCalendarAddressInput,
  ): Promise<RevokeCalendarAddressPayload> {
    return payload(async () => {
      await revokeFeedAddress(ctx, createdAt ?? null);
      return { viewer: callingViewer(ctx) };
    });
  }
}
