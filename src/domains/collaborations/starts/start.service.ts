import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Gathering } from "../../gatherings/gathering.entity.js";
import { callerManages } from "../../gatherings/gathering-lock.js";
import { gatheringById, takesPart as isThere } from "../../gatherings/gathering.reads.js";
import { gatheringWording } from "../../gatherings/gathering.wording.js";
import { checkHasBegun } from "../../gatherings/has-begun.js";
import { blockBetween, maySeeAttendance, maySeeMember } from "../../members/member.visibility.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { checkIdea, checkLimits, checkPair, checkProfile } from "../collaboration-request.checks.js";
import { expireBetween } from "../collaboration-request.ending.js";
import { insertRequest } from "../collaboration-request.insert.js";
import { lockMembers } from "../../members/lock-members.js";
import { collaborationWording } from "../collaboration.wording.js";
import { CollaborationStart } from "./collaboration-start.entity.js";
import type { StartCollaborationInput } from "./start.inputs.js";
import { requestsOfStart } from "./start.reads.js";
import { startRules } from "./start.validation.js";
import { startWording } from "./start.wording.js";

/** Sends requests to members for a collaboration that begins at a gathering, once two of them agree. */
export async function startCollaboration(
  ctx: Context,
  input: StartCollaborationInput,
): Promise<CollaborationRequest[]> {
  const byId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(startRules, input);
  const { gatheringId, ideaId = null, memberIds, message, takesPart } = checked;
  checkMembers(memberIds, byId);
  const start = async (tx: TransactionContext): Promise<CollaborationStart> => {
    const gathering = await gatheringById(tx, gatheringId);
    const byHost = gathering !== null && (await callerManages(tx, gathering));
    if (!gathering || !(byHost || (await isThere(tx, gatheringId))))
      return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    checkHasBegun(gathering, tx.now(), "gatheringId");
    checkTakesPart(takesPart, byHost, memberIds);
    await lockMembers(tx, [byId, ...memberIds]);
    await checkProfile(tx, byId);
    await checkWereThere(tx, gathering, memberIds);
    if (ideaId !== null) await checkIdea(tx, ideaId);
    const begun = { id: tx.newId(), gatheringId, ideaId, byId, byHost, takesPart, begunAt: tx.now() };
    await tx.manager.insert(CollaborationStart, begun);
    for (const [index, toId] of memberIds.entries()) {
      await countWrite(tx, "collaborationRequest");
      await expireBetween(tx, byId, toId);
      await checkPair(tx, { fromId: byId, toId, ideaId, takesPart }, "memberIds", String(index));
      await checkLimits(tx, byId);
      await insertRequest(tx, { fromId: byId, toId, ideaId, message, startId: begun.id });
    }
    return Object.assign(new CollaborationStart(), begun, { collaborationId: null });
  };
  return participating(ctx, async (tx) => {
    const { id } = await once(tx, { mutation: "startCollaboration", idempotencyKey, input: checked }, startOf, () =>
      start(tx),
    );
    return requestsOfStart(tx, id);
  });
}

const startOf = (tx: TransactionContext, id: string): Promise<CollaborationStart | null> =>
  tx.manager.findOneBy(CollaborationStart, { id });

function checkMembers(ids: readonly string[], byId: string): void {
  const own = ids.indexOf(byId);
  if (own >= 0) rejectInput(InputProblem.NOT_ALLOWED, collaborationWording.yourself, "memberIds", String(own));
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0) rejectInput(InputProblem.DUPLICATE, startWording.twice, "memberIds", String(repeated));
}

function checkTakesPart(takesPart: boolean, byHost: boolean, memberIds: readonly string[]): void {
  if (takesPart) return;
  if (!byHost) rejectInput(InputProblem.NOT_ALLOWED, startWording.forOthersByHosts, "takesPart");
  if (memberIds.length < 2) rejectInput(InputProblem.NOT_ALLOWED, startWording.twoForOthers, "memberIds");
}

/** Rejects unless the caller may see that all of them were at the gathering, and no block separates them. */
async function checkWereThere(tx: TransactionContext, { id }: Gathering, memberIds: readonly string[]): Promise<void> {
  const rows = await tx.db.query<{ id: string }>(sql`
    SELECT m.id FROM member m WHERE m.id = ANY(${memberIds}::uuid[]) AND m.erased_at IS NULL
      AND ${maySeeMember(tx, sql`m`)} AND NOT ${blockBetween(sql`m.id`, sql`${tx.callerId}::uuid`)}
      AND (EXISTS (SELECT FROM gathering_host h WHERE h.gathering_id = ${id} AND h.member_id = m.id)
        OR EXISTS (SELECT FROM registration r WHERE r.gathering_id = ${id} AND r.member_id = m.id AND r.status = 'GOING'
          AND ${maySeeAttendance(tx, sql`m`, sql`r`)}))`);
  const there = new Set(rows.map((row) => row.id));
  const unknown = memberIds.findIndex((memberId) => !there.has(memberId));
  if (unknown >= 0) reject("NOT_FOUND", startWording.notThere, "memberIds", String(unknown));
}
