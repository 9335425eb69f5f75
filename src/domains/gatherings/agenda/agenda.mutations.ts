import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { AgendaItem } from "./agenda-item.entity.js";
import {
  DecideAgendaItemInput,
  OrderAgendaInput,
  ProposeAgendaItemInput,
  WithdrawAgendaItemInput,
} from "./agenda.inputs.js";
import { decideAgendaItem, orderAgenda, proposeAgendaItem, withdrawAgendaItem } from "./agenda.service.js";

@ObjectType()
abstract class AgendaItemPayload extends Payload {
  @Field(() => AgendaItem, {
    nullable: true,
    description: "The agenda item in its current state; null when nothing was changed.",
  })
  agendaItem?: AgendaItem | null;
}

@ObjectType()
abstract class AgendaPayload extends Payload {
  @Field(() => Gathering, {
    nullable: true,
    description: "The gathering with its agenda as it is now; null when nothing was changed.",
  })
  gathering?: Gathering | null;
}

@ObjectType({ description: "The result of `proposeAgendaItem`." })
export class ProposeAgendaItemPayload extends AgendaItemPayload {}

@ObjectType({ description: "The result of `decideAgendaItem`." })
export class DecideAgendaItemPayload extends AgendaItemPayload {}

@ObjectType({ description: "The result of `orderAgenda`." })
export class OrderAgendaPayload extends AgendaPayload {}

@ObjectType({ description: "The result of `withdrawAgendaItem`." })
export class WithdrawAgendaItemPayload extends AgendaPayload {}

@Resolver()
export class AgendaMutations {
  @Mutation(() => ProposeAgendaItemPayload, {
    nullable: true,
    description:
      "Puts an idea of which the caller is an author forward for the agenda of a gathering that is not over; the hosts are notified. On the " +
      "agenda at once when the caller hosts it; no effect when it was put forward before, whatever was decided. Errors: " +
      "NOT_FOUND, TRY_AGAIN, IDEA_WITHDRAWN, GATHERING_CLOSED, AGENDA_FULL, SUSPENDED.",
  })
  proposeAgendaItem(
    @Ctx() ctx: Context,
    @Arg("input", () => ProposeAgendaItemInput, { description: "The gathering and the idea." })
    input: ProposeAgendaItemInput,
  ): Promise<ProposeAgendaItemPayload> {
    return payload(async () => ({ agendaItem: await proposeAgendaItem(ctx, input) }));
  }

  @Mutation(() => DecideAgendaItemPayload, {
    nullable: true,
    description:
      "Accepts an agenda item, declines it or takes it off the agenda, or plans minutes for it; for the hosts of the " +
      "gathering, organisers and administrators. The author of the idea is notified of a decision. Errors: INVALID_INPUT, " +
      "NOT_FOUND, TRY_AGAIN, GATHERING_CLOSED, SUSPENDED.",
  })
  decideAgendaItem(
    @Ctx() ctx: Context,
    @Arg("input", () => DecideAgendaItemInput, { description: "The item, and the decision." })
    input: DecideAgendaItemInput,
  ): Promise<DecideAgendaItemPayload> {
    return payload(async () => ({ agendaItem: await decideAgendaItem(ctx, input) }));
  }

  @Mutation(() => OrderAgendaPayload, {
    nullable: true,
    description:
      "Orders the agenda of a gathering, for its hosts, organisers and administrators. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, GATHERING_CLOSED, SUSPENDED.",
  })
  orderAgenda(
    @Ctx() ctx: Context,
    @Arg("input", () => OrderAgendaInput, { description: "The items in their order." }) input: OrderAgendaInput,
  ): Promise<OrderAgendaPayload> {
    return payload(async () => ({ gathering: await orderAgenda(ctx, input) }));
  }

  @Mutation(() => WithdrawAgendaItemPayload, {
    nullable: true,
    description:
      "Withdraws an idea of which the caller is an author that was put forward for an agenda, or is on it. Errors: NOT_FOUND, " +
      "GATHERING_CLOSED.",
  })
  withdrawAgendaItem(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawAgendaItemInput, { description: "The agenda item to withdraw." })
    input: WithdrawAgendaItemInput,
  ): Promise<WithdrawAgendaItemPayload> {
    return payload(async () => ({ gathering: await withdrawAgendaItem(ctx, input.id) }));
  }
}
