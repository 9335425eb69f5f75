import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { Gathering } from "../gathering.entity.js";
import { endOf } from "../gathering-end.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { hostIds } from "../gathering.reads.js";
import { checkHosts, removeHost, setHosts } from "../hosts.js";
import { changesOf, setThemes } from "./gathering-changes.js";
import { checkVersion, gatheringLocked, managedLocked, noGathering } from "./gathering-lock.js";
import { checkStatusAfter } from "./gathering-status.js";
import type {
  AcceptGatheringProposalInput,
  CancelGatheringInput,
  DeclineGatheringProposalInput,
} from "./scheduling.inputs.js";
import { editGatheringRules, endGatheringRules } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

const { SCHEDULED, CANCELLED, DECLINED } = GatheringStatus;

/** Schedules a proposed gathering, for organisers, with what they plan otherwise; its proposer hosts it unless others are named. */
export async function acceptProposal(ctx: Context, input: AcceptGatheringProposalInput): Promise<Gathering> {
  const by = await requireRight(ctx, gatheringPolicy.schedule);
  const { id, version, ...given } = checkInput(editGatheringRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await proposalLocked(tx, id, version, SCHEDULED);
    const changes = await changesOf(tx, gathering, given, { ahead: true });
    if (given.themes !== undefined) await setThemes(tx, id, given.themes ?? []);
    const hosts = given.hosts ?? [gathering.proposerId ?? by];
    if (given.hosts) await checkHosts(tx, hosts);
    await setHosts(tx, gathering, hosts);
    const accepted = await changeStatus(tx, gathering, { ...changes, status: SCHEDULED });
    const { proposerId } = gathering;
    tx.announce({
      kind: "gathering.scheduled",
      subjectId: id,
      data: { gatheringId: id, by, hostIds: hosts, ...(proposerId !== null && { proposerId }) },
    });
    return accepted;
  });
}

/** Declines a proposed gathering with a reason, for organisers. */
export async function declineProposal(ctx: Context, input: DeclineGatheringProposalInput): Promise<Gathering> {
  const by = await requireRight(ctx, gatheringPolicy.schedule);
  const { id, version, reason } = checkInput(endGatheringRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await proposalLocked(tx, id, version, DECLINED);
    tx.announce({ kind: "gathering.declined", subjectId: id, data: { gatheringId: id, by } });
    return changeStatus(tx, gathering, { status: DECLINED, statusReason: reason });
  });
}

/** Withdraws a gathering that the caller proposed, before it is decided about; idempotent. */
export async function withdrawProposal(ctx: Context, proposalId: string): Promise<Gathering> {
  const by = requireCaller(ctx);
  const id = idOf(proposalId);
  return inTransaction(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, id);
    if (gathering?.proposerId !== by) return noGathering(schedulingWording.noProposal);
    if (gathering.status === DECLINED) return gathering;
    checkStatusAfter(gathering.status, DECLINED);
    tx.announce({ kind: "gathering.declined", subjectId: id, data: { gatheringId: id, by } });
    return changeStatus(tx, gathering, { status: DECLINED });
  });
}

/** Cancels a gathering that the caller hosts or organises, with a reason for those who registered. */
export async function cancelGathering(ctx: Context, input: CancelGatheringInput): Promise<Gathering> {
  const by = requireCaller(ctx);
  const { id, version, reason } = checkInput(endGatheringRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await managedLocked(tx, id, version);
    checkStatusAfter(gathering.status, CANCELLED);
    if (endOf(gathering) <= tx.now()) reject("GATHERING_CLOSED", schedulingWording.over, "id");
    tx.announce({ kind: "gathering.cancelled", subjectId: id, data: { gatheringId: id, by } });
    return changeStatus(tx, gathering, { status: CANCELLED, statusReason: reason });
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

/** A gathering that somebody proposed, whether or not it was decided about; locked, in this version. */
async function proposalLocked(
  tx: TransactionContext,
  id: string,
  version: number,
  next: GatheringStatus,
): Promise<Gathering> {
  const gathering = await gatheringLocked(tx, id);
  if (!gathering) return noGathering(schedulingWording.noProposal);
  checkStatusAfter(gathering.status, next);
  checkVersion(gathering, version);
  return gathering;
}

async function changeStatus(
  tx: TransactionContext,
  gathering: Gathering,
  changes: Partial<Gathering>,
): Promise<Gathering> {
  const changed = { ...changes, version: gathering.version + 1 };
  await tx.manager.update(Gathering, { id: gathering.id }, changed);
  return Object.assign(gathering, changed);
}
