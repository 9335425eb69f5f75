import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { cancelGathering, stopHosting } from "./cancel.service.js";
import { editGathering } from "./edit.service.js";
import { acceptProposal, declineProposal, withdrawProposal } from "./proposals.service.js";
import { proposeGathering, scheduleGathering } from "./schedule.service.js";
import {
  AcceptGatheringProposalInput,
  CancelGatheringInput,
  DeclineGatheringProposalInput,
  EditGatheringInput,
  ProposeGatheringInput,
  ScheduleGatheringInput,
  StopHostingInput,
  WithdrawGatheringProposalInput,
} from "./scheduling.inputs.js";

@ObjectType()
abstract class GatheringPayload extends Payload {
  @Field(() => Gathering, {
    nullable: true,
    description: "The gathering in its current state; null when nothing was changed.",
  })
  gathering?: Gathering | null;
}

@ObjectType({ description: "The result of `scheduleGathering`." })
export class ScheduleGatheringPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `proposeGathering`." })
export class ProposeGatheringPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `acceptGatheringProposal`." })
export class AcceptGatheringProposalPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `declineGatheringProposal`." })
export class DeclineGatheringProposalPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `withdrawGatheringProposal`." })
export class WithdrawGatheringProposalPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `editGathering`." })
export class EditGatheringPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `cancelGathering`." })
export class CancelGatheringPayload extends GatheringPayload {}

@ObjectType({ description: "The result of `stopHosting`." })
export class StopHostingPayload extends GatheringPayload {}

@Resolver()
export class SchedulingMutations {
  @Mutation(() => ScheduleGatheringPayload, {
    nullable: true,
    description:
      "Schedules a gathering, or with `recurrence` a series of them and gives the first; its hosts are notified. Only organisers and administrators may do it: FORBIDDEN for " +
      "others, who can propose one. Errors: INVALID_INPUT, TRY_AGAIN, IDEMPOTENCY_CONFLICT, NOT_FOUND, SUSPENDED.",
  })
  scheduleGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => ScheduleGatheringInput, { description: "The gathering to schedule." })
    input: ScheduleGatheringInput,
  ): Promise<ScheduleGatheringPayload> {
    return payload(async () => ({ gathering: await scheduleGathering(ctx, input) }));
  }

  @Mutation(() => ProposeGatheringPayload, {
    nullable: true,
    description:
      "Proposes a gathering to the organisers, who are notified; until one accepts it, only they and the caller see it. " +
      "Errors: INVALID_INPUT, TRY_AGAIN, IDEMPOTENCY_CONFLICT, NOT_FOUND, IDEA_WITHDRAWN, SUSPENDED.",
  })
  proposeGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => ProposeGatheringInput, { description: "The gathering to propose." })
    input: ProposeGatheringInput,
  ): Promise<ProposeGatheringPayload> {
    return payload(async () => ({ gathering: await proposeGathering(ctx, input) }));
  }

  @Mutation(() => AcceptGatheringProposalPayload, {
    nullable: true,
    description:
      "Schedules a proposed gathering, as it is or with what is planned otherwise; the proposer hosts it unless `hosts` " +
      "names others, and is notified. Only organisers and administrators may do it: FORBIDDEN for others. " +
      "Errors: INVALID_INPUT, NOT_FOUND, STALE_VERSION, STATUS_CONFLICT, SUSPENDED.",
  })
  acceptGatheringProposal(
    @Ctx() ctx: Context,
    @Arg("input", () => AcceptGatheringProposalInput, { description: "The proposal, and what is planned otherwise." })
    input: AcceptGatheringProposalInput,
  ): Promise<AcceptGatheringProposalPayload> {
    return payload(async () => ({ gathering: await acceptProposal(ctx, input) }));
  }

  @Mutation(() => DeclineGatheringProposalPayload, {
    nullable: true,
    description:
      "Declines a proposed gathering with a reason; the proposer is notified. Only organisers and administrators may do " +
      "it: FORBIDDEN for others. Errors: INVALID_INPUT, NOT_FOUND, STALE_VERSION, STATUS_CONFLICT, SUSPENDED.",
  })
  declineGatheringProposal(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineGatheringProposalInput, { description: "The proposal, and the reason." })
    input: DeclineGatheringProposalInput,
  ): Promise<DeclineGatheringProposalPayload> {
    return payload(async () => ({ gathering: await declineProposal(ctx, input) }));
  }

  @Mutation(() => WithdrawGatheringProposalPayload, {
    nullable: true,
    description:
      "Withdraws a gathering that the caller proposed, before organisers decide; no effect on one that was declined. " +
      "Errors: NOT_FOUND, STATUS_CONFLICT.",
  })
  withdrawGatheringProposal(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawGatheringProposalInput, { description: "The proposal to withdraw." })
    input: WithdrawGatheringProposalInput,
  ): Promise<WithdrawGatheringProposalPayload> {
    return payload(async () => ({ gathering: await withdrawProposal(ctx, input.id) }));
  }

  @Mutation(() => EditGatheringPayload, {
    nullable: true,
    description:
      "Edits a gathering, for its hosts, organisers and administrators; a proposal also for its proposer. Those who " +
      "registered are notified when its time or its place changes, new hosts that they host it. More places go to who " +
      "waits. Of a series, `scope` says which gatherings are edited. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, STATUS_CONFLICT, SUSPENDED.",
  })
  editGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => EditGatheringInput, { description: "The changes to the gathering." })
    input: EditGatheringInput,
  ): Promise<EditGatheringPayload> {
    return payload(async () => ({ gathering: await editGathering(ctx, input) }));
  }

  @Mutation(() => CancelGatheringPayload, {
    nullable: true,
    description:
      "Cancels a gathering that is not over, for its hosts, organisers and administrators; those who registered and the " +
      "other hosts are notified. Of a series, `scope` says which gatherings are cancelled. Errors: INVALID_INPUT, NOT_FOUND, STALE_VERSION, STATUS_CONFLICT, GATHERING_CLOSED, " +
      "SUSPENDED.",
  })
  cancelGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => CancelGatheringInput, { description: "The gathering, and the reason." })
    input: CancelGatheringInput,
  ): Promise<CancelGatheringPayload> {
    return payload(async () => ({ gathering: await cancelGathering(ctx, input) }));
  }

  @Mutation(() => StopHostingPayload, {
    nullable: true,
    description:
      "Ends that the caller hosts a gathering. When no host is left of one that is still to be held, organisers are " +
      "notified, and nobody can register until they name another. Errors: NOT_FOUND.",
  })
  stopHosting(
    @Ctx() ctx: Context,
    @Arg("input", () => StopHostingInput, { description: "The gathering that the caller hosts." })
    input: StopHostingInput,
  ): Promise<StopHostingPayload> {
    return payload(async () => ({ gathering: await stopHosting(ctx, input.gatheringId) }));
  }
}
