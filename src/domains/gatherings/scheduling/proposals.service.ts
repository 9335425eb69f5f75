import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { checkHosts, setHosts } from "../hosts.js";
import { withQuestionIds } from "../questions/check-questions.js";
import { changesOf, setThemes } from "./gathering-changes.js";
import { checkVersion, gatheringLocked, noGathering } from "../gathering-lock.js";
import { changeStatus, checkStatusAfter } from "./gathering-status.js";
import type { AcceptGatheringProposalInput, DeclineGatheringProposalInput } from "./scheduling.inputs.js";
import { editGatheringRules, endGatheringRules } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

const { SCHEDULED, DECLINED } = GatheringStatus;

/** Schedules a proposed gathering, for organisers, with what they plan otherwise; its proposer hosts it unless others are named. */
export async function acceptProposal(ctx: Context, input: AcceptGatheringProposalInput): Promise<Gathering> {
  const by = await requireRight(ctx, gatheringPolicy.schedule);
  const { id, version, ...given } = checkInput(editGatheringRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await proposalLocked(tx, id, version, SCHEDULED);
    const planned = withQuestionIds(tx, given, gathering.questions);
    const changes = await changesOf(tx, gathering, planned, { ahead: true });
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
