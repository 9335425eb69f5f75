import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { SeriesRegistration } from "./series-registration.entity.js";
import { cancelSeriesRegistration, registerForSeries } from "./series-registration.service.js";
import { CancelSeriesRegistrationInput, RegisterForSeriesInput } from "./series.inputs.js";

@ObjectType()
abstract class SeriesRegistrationPayload extends Payload {
  @Field(() => SeriesRegistration, {
    nullable: true,
    description: "The caller's registration for the series in its current state; null when nothing was changed.",
  })
  seriesRegistration?: SeriesRegistration | null;
}

@ObjectType({ description: "The result of `registerForSeries`." })
export class RegisterForSeriesPayload extends SeriesRegistrationPayload {}

@ObjectType({ description: "The result of `cancelSeriesRegistration`." })
export class CancelSeriesRegistrationPayload extends SeriesRegistrationPayload {}

@Resolver()
export class SeriesMutations {
  @Mutation(() => RegisterForSeriesPayload, {
    nullable: true,
    description:
      "Registers the caller for all gatherings of a series that are still to be held and whose registration has not " +
      "closed, except for some; on the waiting list of each that is full. Registrations that the caller has stay. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, ALREADY_REGISTERED, REGISTRATION_CLOSED, INVITATION_REQUIRED, " +
      "SUSPENDED.",
  })
  registerForSeries(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => RegisterForSeriesInput, { description: "The series to register for." })
    input: RegisterForSeriesInput,
  ): Promise<RegisterForSeriesPayload> {
    return payload(async () => ({ seriesRegistration: await registerForSeries(ctx, input) }));
  }

  @Mutation(() => CancelSeriesRegistrationPayload, {
    nullable: true,
    description:
      "Cancels the caller's registration for a series, and all of their registrations for its gatherings that are still " +
      "to be held; free places go to who waits. Errors: NOT_FOUND, NOT_REGISTERED.",
  })
  cancelSeriesRegistration(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => CancelSeriesRegistrationInput, { description: "The series of the registration." })
    input: CancelSeriesRegistrationInput,
  ): Promise<CancelSeriesRegistrationPayload> {
    return payload(async () => ({ seriesRegistration: await cancelSeriesRegistration(ctx, input.seriesId) }));
  }
}
