import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Wording } from "../../../core/texts/wording.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { schedulingWording } from "./scheduling.wording.js";

const { PROPOSED, SCHEDULED, CANCELLED, DECLINED } = GatheringStatus;

/** Which statuses may follow each. */
export const statusAfter: Readonly<Record<GatheringStatus, readonly GatheringStatus[]>> = {
  [PROPOSED]: [SCHEDULED, DECLINED],
  [SCHEDULED]: [CANCELLED],
  [CANCELLED]: [],
  [DECLINED]: [],
};

/** The statuses in which others than the proposer and organisers may see a gathering. */
export const publicStatuses: readonly GatheringStatus[] = [SCHEDULED, CANCELLED];

/** Ends the mutation with STATUS_CONFLICT unless `next` may follow. */
export function checkStatusAfter(status: GatheringStatus, next: GatheringStatus): void {
  if (!statusAfter[status].includes(next)) statusConflict(status);
}

export const statusConflict = (status: GatheringStatus): never => reject("STATUS_CONFLICT", wordings[status], "id");

const wordings: Record<GatheringStatus, Wording> = {
  [PROPOSED]: schedulingWording.isProposed,
  [SCHEDULED]: schedulingWording.isScheduled,
  [CANCELLED]: schedulingWording.isCancelled,
  [DECLINED]: schedulingWording.isDeclined,
};

/** Gives a gathering, which is locked, another status or what goes with it, as its next version. */
export async function changeStatus(
  tx: TransactionContext,
  gathering: Gathering,
  changes: Partial<Gathering>,
): Promise<Gathering> {
  const changed = { ...changes, version: gathering.version + 1 };
  await tx.manager.update(Gathering, { id: gathering.id }, changed);
  return Object.assign(gathering, changed);
}
