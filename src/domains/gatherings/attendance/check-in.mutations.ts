import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import { Registration } from "../registrations/registration.entity.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { CheckInInput, UndoCheckInInput } from "./check-in.inputs.js";
import { checkIn, undoCheckIn } from "./check-in.service.js";

@ObjectType()
abstract class AttendancePayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The registration in its current state; null when nothing was changed.",
  })
  registration?: Registration | null;
}

@ObjectType({ description: "The result of `checkIn`." })
export class CheckInPayload extends AttendancePayload {}

@ObjectType({ description: "The result of `undoCheckIn`." })
export class UndoCheckInPayload extends AttendancePayload {}

@Resolver()
export class CheckInMutations {
  @Mutation(() => CheckInPayload, {
    nullable: true,
    description:
      "Records that somebody is at a gathering, for its hosts: on the local days on which it is held, and for corrections " +
      "until seven days later. Whoever had no place gets one, also when the gathering is full. Errors: INVALID_INPUT, " +
      "NOT_FOUND, TRY_AGAIN, ALREADY_CHECKED_IN, CHECK_IN_CLOSED, GATHERING_CLOSED, SUSPENDED.",
  })
  checkIn(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => CheckInInput, { description: "The gathering, and who is there." }) input: CheckInInput,
  ): Promise<CheckInPayload> {
    return payload(async () => ({ registration: await checkIn(ctx, input) }));
  }

  @Mutation(() => UndoCheckInPayload, {
    nullable: true,
    description:
      "Undoes a check-in, for the hosts of the gathering, as long as one can check in; the registration of a walk-in is " +
      "again what it was before. Errors: NOT_FOUND, TRY_AGAIN, NOT_CHECKED_IN, CHECK_IN_CLOSED, GATHERING_CLOSED, SUSPENDED.",
  })
  undoCheckIn(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => UndoCheckInInput, { description: "The registration of that person." }) input: UndoCheckInInput,
  ): Promise<UndoCheckInPayload> {
    return payload(async () => ({ registration: await undoCheckIn(ctx, input.registrationId) }));
  }
}
