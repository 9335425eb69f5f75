import type { z } from "zod";
import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { gatheringById } from "../gathering.reads.js";
import { checkHosts, setHosts } from "../hosts.js";
import { beginAgenda } from "../agenda/agenda.service.js";
import { withQuestionIds } from "../questions/check-questions.js";
import { insertSeries } from "../series/schedule-series.js";
import { insertGathering } from "./gathering-insert.js";
import type { ProposeGatheringInput, ScheduleGatheringInput } from "./scheduling.inputs.js";
import { proposeGatheringRules, scheduleGatheringRules } from "./scheduling.validation.js";

/** Schedules a gathering, or the series of a recurrence rule of which it is the first; for organisers. */
export async function scheduleGathering(ctx: Context, input: ScheduleGatheringInput): Promise<Gathering> {
  const by = await requireRight(ctx, gatheringPolicy.schedule);
  const { idempotencyKey, recurrence, ...given } = checkInput(scheduleGatheringRules, input);
  const hostIds = given.hosts ?? [by];
  const schedule = async (tx: TransactionContext): Promise<Gathering> => {
    await countWrite(tx, "gathering");
    await checkHosts(tx, hostIds);
    const planned = withQuestionIds(tx, given);
    const gatherings =
      recurrence == null
        ? [await insertGathering(tx, planned, { status: GatheringStatus.SCHEDULED })]
        : await insertSeries(tx, planned, recurrence);
    for (const [index, gathering] of gatherings.entries()) {
      await setHosts(tx, gathering, hostIds);
      const { id } = gathering;
      // The hosts of a series are notified of its first gathering.
      const data = { gatheringId: id, by, hostIds: index === 0 ? hostIds : [] };
      tx.announce({ kind: "gathering.scheduled", subjectId: id, data });
    }
    return gatherings[0]!;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "scheduleGathering", idempotencyKey, input: { ...given, recurrence } }, gatheringById, () =>
      schedule(tx),
    ),
  );
}

/** Proposes a gathering to the organisers. */
export async function proposeGathering(ctx: Context, input: ProposeGatheringInput): Promise<Gathering> {
  const proposerId = requireCaller(ctx);
  const { idempotencyKey, ideaId, ...given } = checkInput(proposeGatheringRules, input);
  const propose = async (tx: TransactionContext): Promise<Gathering> => {
    const gathering = await addProposal(tx, given, proposerId);
    if (ideaId !== null) await beginAgenda(tx, gathering.id, ideaId, proposerId);
    return gathering;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "proposeGathering", idempotencyKey, input: { ...given, ideaId } }, gatheringById, () =>
      propose(tx),
    ),
  );
}

/** Adds a proposed gathering, counts it as a write of the caller, and appends the event to the log. */
export async function addProposal(
  tx: TransactionContext,
  given: Omit<z.output<typeof proposeGatheringRules>, "idempotencyKey" | "ideaId">,
  proposerId: string,
): Promise<Gathering> {
  await countWrite(tx, "gathering");
  const status = GatheringStatus.PROPOSED;
  const gathering = await insertGathering(tx, withQuestionIds(tx, given), { status, proposerId });
  const { id } = gathering;
  tx.announce({ kind: "gathering.proposed", subjectId: id, data: { gatheringId: id, proposerId } });
  return gathering;
}
