import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { gatheringById } from "../gathering.reads.js";
import { checkHosts, setHosts } from "../hosts.js";
import { columnsOfGiven, setThemes } from "./gathering-changes.js";
import { timesOf } from "./gathering-times.js";
import type { ProposeGatheringInput, ScheduleGatheringInput } from "./scheduling.inputs.js";
import { proposeGatheringRules, scheduleGatheringRules, type GivenGathering } from "./scheduling.validation.js";

/** Schedules a gathering, for organisers. */
export async function scheduleGathering(ctx: Context, input: ScheduleGatheringInput): Promise<Gathering> {
  const by = await requireRight(ctx, gatheringPolicy.schedule);
  const { idempotencyKey, ...given } = checkInput(scheduleGatheringRules, input);
  const hostIds = given.hosts ?? [by];
  const schedule = async (tx: TransactionContext): Promise<Gathering> => {
    await countWrite(tx, "gathering");
    await checkHosts(tx, hostIds);
    const gathering = await insertGathering(tx, given, { status: GatheringStatus.SCHEDULED });
    await setHosts(tx, gathering, hostIds);
    const { id } = gathering;
    tx.announce({ kind: "gathering.scheduled", subjectId: id, data: { gatheringId: id, by, hostIds } });
    return gathering;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "scheduleGathering", idempotencyKey, input: given }, gatheringById, () => schedule(tx)),
  );
}

/** Proposes a gathering to the organisers. */
export async function proposeGathering(ctx: Context, input: ProposeGatheringInput): Promise<Gathering> {
  const proposerId = requireCaller(ctx);
  const { idempotencyKey, ...given } = checkInput(proposeGatheringRules, input);
  const propose = async (tx: TransactionContext): Promise<Gathering> => {
    await countWrite(tx, "gathering");
    const gathering = await insertGathering(tx, given, { status: GatheringStatus.PROPOSED, proposerId });
    const { id } = gathering;
    tx.announce({ kind: "gathering.proposed", subjectId: id, data: { gatheringId: id, proposerId } });
    return gathering;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "proposeGathering", idempotencyKey, input: given }, gatheringById, () => propose(tx)),
  );
}

async function insertGathering(
  tx: TransactionContext,
  given: GivenGathering,
  { status, proposerId = null }: { status: GatheringStatus; proposerId?: string | null },
): Promise<Gathering> {
  const gathering = Object.assign(new Gathering(), {
    ...{ id: tx.newId(), description: null, language: null, limit: null },
    ...{ placeName: null, placeAddress: null, onlineUrl: null },
    ...columnsOfGiven(given),
    ...timesOf(given, null, tx.now()),
    ...{ status, proposerId, statusReason: null, needsHost: false, version: 1, hiddenAt: null },
  });
  await tx.manager.insert(Gathering, gathering);
  if (given.themes) await setThemes(tx, gathering.id, given.themes);
  return gathering;
}
