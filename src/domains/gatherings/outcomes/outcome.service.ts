import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectInput, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { AgendaItem, AgendaItemStatus } from "../agenda/agenda-item.entity.js";
import { callerManages, gatheringLocked } from "../gathering-lock.js";
import { gatheringWording } from "../gathering.wording.js";
import { checkHasBegun } from "../has-begun.js";
import { Outcome } from "./outcome.entity.js";
import { OutcomeResult } from "./outcome-result.entity.js";
import type { RecordOutcomeInput } from "./outcome.inputs.js";
import { outcomeRules, type GivenOutcome, type GivenResult } from "./outcome.validation.js";
import { outcomeWording } from "./outcome.wording.js";

/** Records what came of a gathering that has begun, or edits it, for its hosts and organisers. */
export async function recordOutcome(ctx: Context, input: RecordOutcomeInput): Promise<Outcome> {
  const by = requireCaller(ctx);
  const given = checkInput(outcomeRules, input);
  const { gatheringId } = given;
  return participating(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, gatheringId);
    if (!gathering || !(await callerManages(tx, gathering)))
      return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    checkHasBegun(gathering, tx.now(), "gatheringId");
    const before = await outcomeWritten(tx, gatheringId);
    if (before && before.version !== given.version) throw new Rejection([new StaleVersionError(before.version)]);
    if (!before && given.version != null)
      rejectInput(InputProblem.NOT_ALLOWED, outcomeWording.nothingToEdit, "version");
    await countWrite(tx, "edit");
    const outcome = before ? await edited(tx, before, given, by) : await recorded(tx, given, by);
    await setResults(tx, outcome, given.results ?? []);
    tx.announce({
      kind: "outcome.recorded",
      subjectId: outcome.id,
      data: { gatheringId, by, ...(!before && { first: true as const }) },
    });
    return outcome;
  });
}

/** The outcome of a gathering, which is locked, whether hidden or not. */
async function outcomeWritten(tx: TransactionContext, gatheringId: string): Promise<Outcome | null> {
  const [row] = await tx.db.query<Outcome>(sql`
    SELECT ${columnsOf(tx.database.source, Outcome, "e")} FROM outcome e WHERE e.gathering_id = ${gatheringId}`);
  return row ? entityOf(Outcome, row) : null;
}

async function recorded(tx: TransactionContext, given: GivenOutcome, by: string): Promise<Outcome> {
  const { gatheringId, summary, links } = given;
  if (summary === undefined) return rejectInput(InputProblem.REQUIRED, outcomeWording.summaryRequired, "summary");
  const outcome = Object.assign(new Outcome(), {
    ...{ id: tx.newId(), gatheringId, summary, links: links ?? [], authorId: by, recordedAt: tx.now() },
    ...{ editedAt: null, version: 1, hiddenAt: null },
  });
  await tx.manager.insert(Outcome, outcome);
  return outcome;
}

async function edited(tx: TransactionContext, before: Outcome, given: GivenOutcome, by: string): Promise<Outcome> {
  const changes = {
    summary: given.summary ?? before.summary,
    links: given.links === undefined ? before.links : (given.links ?? []),
    ...{ authorId: by, editedAt: tx.now(), version: before.version + 1 },
  };
  await tx.manager.update(Outcome, { id: before.id }, changes);
  return Object.assign(before, changes);
}

async function setResults(tx: TransactionContext, { id, gatheringId }: Outcome, given: GivenResult[]): Promise<void> {
  const ids = given.map(({ agendaItemId }) => agendaItemId);
  const repeated = ids.findIndex((itemId, index) => ids.indexOf(itemId) !== index);
  if (repeated >= 0) rejectInput(InputProblem.DUPLICATE, outcomeWording.itemTwice, ...pathOf(repeated));
  const items = await tx.manager.findBy(AgendaItem, { gatheringId, status: AgendaItemStatus.ACCEPTED });
  const unknown = ids.findIndex((itemId) => !items.some((item) => item.id === itemId));
  if (unknown >= 0) rejectInput(InputProblem.UNKNOWN, outcomeWording.notOnAgenda, ...pathOf(unknown));
  for (const { agendaItemId, result } of given) {
    if (result === null) await tx.manager.delete(OutcomeResult, { agendaItemId });
    else if (result !== undefined)
      await tx.manager.upsert(OutcomeResult, { agendaItemId, outcomeId: id, result }, ["agendaItemId"]);
  }
}

const pathOf = (index: number): string[] => ["results", String(index), "agendaItemId"];
