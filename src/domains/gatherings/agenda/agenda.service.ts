import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { isAuthor } from "../../ideas/authors/authorship.js";
import type { Idea } from "../../ideas/idea.entity.js";
import { IdeaStatus } from "../../ideas/idea.enums.js";
import { ideaWording } from "../../ideas/idea.wording.js";
import type { Gathering } from "../gathering.entity.js";
import { endOf } from "../gathering-end.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringById, hostIds } from "../gathering.reads.js";
import { gatheringWording } from "../gathering.wording.js";
import { callerManages, gatheringLocked } from "../gathering-lock.js";
import { AgendaItem, AgendaItemStatus } from "./agenda-item.entity.js";
import type { DecideAgendaItemInput, OrderAgendaInput, ProposeAgendaItemInput } from "./agenda.inputs.js";
import { decisionRules } from "./agenda.validation.js";
import { agendaWording } from "./agenda.wording.js";

const { PROPOSED, ACCEPTED, DECLINED } = AgendaItemStatus;
const maxItems = 50;

/**
 * Puts an idea of which the caller is an author forward for the agenda of a gathering; on it at once when the caller
 * hosts it. No effect twice.
 */
export async function proposeAgendaItem(ctx: Context, input: ProposeAgendaItemInput): Promise<AgendaItem> {
  const by = requireCaller(ctx);
  const [gatheringId, ideaId] = [idOf(input.gatheringId), idOf(input.ideaId)];
  return participating(ctx, async (tx) => {
    const gathering = (await gatheringById(tx, gatheringId)) && (await gatheringLocked(tx, gatheringId));
    if (!gathering) return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    checkIsOpen(gathering, tx.now(), "gatheringId");
    await checkOwnIdea(tx, ideaId, by);
    const before = await itemsOf(tx, gatheringId);
    const same = before.find((item) => item.ideaId === ideaId);
    if (same) return same;
    if (before.length >= maxItems) reject("AGENDA_FULL", agendaWording.full(maxItems), "gatheringId");
    await countWrite(tx, "agendaItem");
    const isHost = (await hostIds(tx, gatheringId)).includes(by);
    const item = Object.assign(new AgendaItem(), {
      ...{ id: tx.newId(), gatheringId, ideaId, status: isHost ? ACCEPTED : PROPOSED },
      ...{ position: isHost ? nextPosition(before) : null, minutes: null, reason: null, proposedAt: tx.now() },
    });
    await tx.manager.insert(AgendaItem, item);
    return announced(tx, item, by);
  });
}

/** Puts the idea that a gathering is proposed for on its agenda. */
export async function beginAgenda(
  tx: TransactionContext,
  gatheringId: string,
  ideaId: string,
  by: string,
): Promise<void> {
  await checkOwnIdea(tx, ideaId, by);
  await tx.manager.insert(AgendaItem, {
    ...{ id: tx.newId(), gatheringId, ideaId, status: ACCEPTED, position: 0, proposedAt: tx.now() },
  });
}

/** Puts an item on the agenda, or declines it or takes it off, for the hosts and organisers. */
export async function decideAgendaItem(ctx: Context, input: DecideAgendaItemInput): Promise<AgendaItem> {
  const by = requireCaller(ctx);
  const { id: itemId, accept, minutes, reason } = checkInput(decisionRules, input);
  if (accept && reason != null) rejectInput(InputProblem.NOT_ALLOWED, agendaWording.reasonOfAccepted, "reason");
  return participating(ctx, async (tx) => {
    const gatheringId = await gatheringOf(tx, itemId);
    const gathering = gatheringId === null ? null : await gatheringLocked(tx, gatheringId);
    if (!gathering || !(await callerManages(tx, gathering))) return reject("NOT_FOUND", agendaWording.noItem, "id");
    checkIsOpen(gathering, tx.now(), "id");
    const items = await itemsOf(tx, gathering.id);
    const item = items.find((one) => one.id === itemId)!;
    const status = accept ? ACCEPTED : DECLINED;
    const isDecided = item.status !== status;
    const changes = {
      status,
      position: accept ? (item.position ?? nextPosition(items)) : null,
      minutes: minutes === undefined ? item.minutes : minutes,
      reason: accept ? null : reason === undefined ? item.reason : reason,
    };
    if (!isDecided && changes.minutes === item.minutes && changes.reason === item.reason) return item;
    await countWrite(tx, "edit");
    await tx.manager.update(AgendaItem, { id: itemId }, changes);
    return announced(tx, Object.assign(item, changes), by, isDecided);
  });
}

/** Orders the items on the agenda of a gathering, for the hosts and organisers. */
export async function orderAgenda(ctx: Context, input: OrderAgendaInput): Promise<Gathering> {
  const by = requireCaller(ctx);
  const [id, ordered] = [idOf(input.gatheringId), input.items.map(idOf)];
  return participating(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, id);
    if (!gathering || !(await callerManages(tx, gathering)))
      return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    checkIsOpen(gathering, tx.now(), "gatheringId");
    const accepted = (await itemsOf(tx, id)).filter(({ status }) => status === ACCEPTED);
    const isWhole = new Set(ordered).size === ordered.length && ordered.length === accepted.length;
    if (!isWhole || !accepted.every((item) => ordered.includes(item.id)))
      rejectInput(InputProblem.NOT_ALLOWED, agendaWording.order, "items");
    await countWrite(tx, "edit");
    for (const [position, itemId] of ordered.entries())
      await tx.manager.update(AgendaItem, { id: itemId }, { position });
    const data = { gatheringId: id, by, changed: ["agenda"] };
    tx.announce({ kind: "gathering.edited", subjectId: id, data });
    return gathering;
  });
}

/** Withdraws an idea of which the caller is an author that was put forward for an agenda, or is on it. */
export async function withdrawAgendaItem(ctx: Context, input: string): Promise<Gathering> {
  const by = requireCaller(ctx);
  const itemId = idOf(input);
  return inTransaction(ctx, async (tx) => {
    const gatheringId = await gatheringOf(tx, itemId);
    const gathering = gatheringId === null ? null : await gatheringLocked(tx, gatheringId);
    const item = gathering && (await itemsOf(tx, gathering.id)).find((one) => one.id === itemId);
    if (!item || !(await isOwnIdea(tx, item.ideaId, by))) return reject("NOT_FOUND", agendaWording.noOwnItem, "id");
    checkIsOpen(gathering, tx.now(), "id");
    await tx.manager.delete(AgendaItem, { id: itemId });
    const data = { gatheringId: gathering.id, by, changed: ["agenda"] };
    tx.announce({ kind: "gathering.edited", subjectId: gathering.id, data });
    return gathering;
  });
}

function checkIsOpen(gathering: Gathering, now: Date, field: string): void {
  if (gathering.status !== GatheringStatus.SCHEDULED || endOf(gathering) <= now)
    reject("GATHERING_CLOSED", agendaWording.notScheduled, field);
}

async function checkOwnIdea(tx: TransactionContext, ideaId: string, by: string): Promise<void> {
  if (!(await isOwnIdea(tx, ideaId, by))) reject("NOT_FOUND", ideaWording.noOwnIdea, "ideaId");
  const [idea] = await tx.db.query<Pick<Idea, "status">>(sql`SELECT status FROM idea WHERE id = ${ideaId} FOR SHARE`);
  if (idea!.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "ideaId");
}

async function isOwnIdea(tx: TransactionContext, ideaId: string, by: string): Promise<boolean> {
  const found = await tx.db.query(
    sql`SELECT FROM idea WHERE id = ${ideaId} AND ${isAuthor(sql`idea`, sql`${by}::uuid`)}`,
  );
  return found.length > 0;
}

async function gatheringOf(tx: TransactionContext, itemId: string): Promise<string | null> {
  const item = await tx.manager.findOneBy(AgendaItem, { id: itemId });
  return item?.gatheringId ?? null;
}

/** All items of a gathering, which is locked, so that nobody changes them meanwhile. */
async function itemsOf(tx: TransactionContext, gatheringId: string): Promise<AgendaItem[]> {
  const rows = await tx.db.query<AgendaItem>(sql`
    SELECT ${columnsOf(tx.database.source, AgendaItem, "e")} FROM agenda_item e
    WHERE e.gathering_id = ${gatheringId} ORDER BY e.position, e.id`);
  return rows.map((row) => entityOf(AgendaItem, row));
}

const nextPosition = (items: AgendaItem[]): number => Math.max(-1, ...items.map(({ position }) => position ?? -1)) + 1;

function announced(tx: TransactionContext, item: AgendaItem, by: string, isDecided = true): AgendaItem {
  const { id, gatheringId, ideaId, status } = item;
  const data = { gatheringId, ideaId, by, status, ...(isDecided && { decided: true as const }) };
  tx.announce({ kind: "agenda.changed", subjectId: id, data });
  return item;
}
