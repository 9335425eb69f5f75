import { participating } from "../../../core/access/actor.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import type { Gathering } from "../gathering.entity.js";
import { endOf } from "../gathering-end.js";
import { GatheringStatus } from "../gathering.enums.js";
import { hostIds } from "../gathering.reads.js";
import { mailGuestsOf } from "../guests/guest-mails.js";
import { removeHost } from "../hosts.js";
import { byStart, lockSeriesOf, othersInScope } from "../series/series-scope.js";
import { gatheringLocked, managedLocked } from "../gathering-lock.js";
import { changeStatus, checkStatusAfter } from "./gathering-status.js";
import type { CancelGatheringInput } from "./scheduling.inputs.js";
import { cancelInSeriesRules } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

const { CANCELLED } = GatheringStatus;

/** Cancels a gathering that the caller hosts or organises, with others of its series; with a reason for those who registered. */
export async function cancelGathering(ctx: Context, input: CancelGatheringInput): Promise<Gathering> {
  const by = requireCaller(ctx);
  const { id, version, reason, ...change } = checkInput(cancelInSeriesRules, input);
  return participating(ctx, async (tx) => {
    await lockSeriesOf(tx, id, change);
    const gathering = await managedLocked(tx, id, version);
    checkStatusAfter(gathering.status, CANCELLED);
    if (endOf(gathering) <= tx.now()) reject("GATHERING_CLOSED", schedulingWording.over, "id");
    const others = await othersInScope(tx, gathering, change);
    const cancelled = [gathering, ...others].sort(byStart);
    const inSeries = others.length > 0 && { inSeries: true as const };
    for (const one of cancelled) {
      await changeStatus(tx, one, { status: CANCELLED, statusReason: reason });
      await mailGuestsOf(tx, one.id);
      tx.announce({ kind: "gathering.cancelled", subjectId: one.id, data: { gatheringId: one.id, by, ...inSeries } });
    }
    const gatheringIds = cancelled.map((one) => one.id);
    if (inSeries) tx.announce({ kind: "series.cancelled", subjectId: gathering.seriesId!, data: { gatheringIds, by } });
    return gathering;
  });
}

/** Ends that the caller hosts a gathering; one without a host is for organisers to take over. */
export async function stopHosting(ctx: Context, id: string): Promise<Gathering> {
  const by = requireCaller(ctx);
  const gatheringId = idOf(id);
  return inTransaction(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, gatheringId);
    if (!gathering || !(await hostIds(tx, gatheringId)).includes(by))
      return reject("NOT_FOUND", schedulingWording.noHostOf, "gatheringId");
    const needsHost = await removeHost(tx, gatheringId, by);
    const data = { gatheringId, by, changed: ["hosts"] };
    tx.announce({ kind: "gathering.edited", subjectId: gatheringId, data });
    return changeStatus(tx, gathering, { needsHost });
  });
}
