import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { definedFields } from "../../core/graphql/validation.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import { participating } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { Collaboration, CollaborationStage } from "./collaboration.entity.js";
import type { UpdateCollaborationInput } from "./collaboration.inputs.js";
import { fewest, problemOfStep, updateRules } from "./collaboration.validation.js";
import { collaborationWording } from "./collaboration.wording.js";

const { STOPPED } = CollaborationStage;

/**
 * Updates a collaboration that the caller takes part in, based on the given version, and announces a change of stage or
 * outcome.
 */
export async function updateCollaboration(ctx: Context, input: UpdateCollaborationInput): Promise<Collaboration> {
  const memberId = requireCaller(ctx);
  const { id, version, ...fields } = checkInput(updateRules, input);
  return participating(ctx, async (tx) => {
    const before = await ownCollaborationLocked(tx, id, memberId, "id");
    if (before.version !== version) throw new Rejection([new StaleVersionError(before.version)]);
    await countWrite(tx, "edit");
    const stage = fields.stage ?? before.stage;
    const problem = problemOfStep(before.stage, stage);
    if (problem !== null) rejectInput(InputProblem.NOT_ALLOWED, problem, "stage");
    if (before.stage === STOPPED && stage !== STOPPED && (await countStaying(tx, id)) < fewest)
      rejectInput(InputProblem.NOT_ALLOWED, collaborationWording.alone, "stage");
    const isRewritten = fields.outcome !== undefined && fields.outcome !== before.outcome;
    const changes = {
      ...definedFields(fields),
      ...(isRewritten && { outcomeAuthorId: memberId }),
      version: version + 1,
    };
    await tx.manager.update(Collaboration, { id }, changes);
    const after = Object.assign(new Collaboration(), before, changes);
    if (stage !== before.stage) tx.announce({ kind: "collaboration.staged", subjectId: id, data: { stage } });
    if (after.outcome !== before.outcome)
      tx.announce({ kind: "collaboration.outcome", subjectId: id, data: { told: after.outcome !== null } });
    return after;
  });
}

/** The number of members of a collaboration, without former members. */
export async function countStaying(tx: TransactionContext, id: string): Promise<number> {
  const [row] = await tx.db.query<{ staying: number }>(sql`
    SELECT count(*)::int AS staying FROM collaboration_member JOIN member ON member.id = member_id
    WHERE collaboration_id = ${id} AND erased_at IS NULL`);
  return row!.staying;
}

/**
 * The collaboration, locked until the transaction ends; rejected unless the caller takes part. `field` is the input
 * field that contained the id.
 */
export async function ownCollaborationLocked(
  tx: TransactionContext,
  id: string,
  memberId: string,
  field: string,
): Promise<Collaboration> {
  const [row] = await tx.db.query<Collaboration>(sql`
    SELECT ${columnsOf(tx.database.source, Collaboration, "e")} FROM collaboration e
    JOIN collaboration_member own ON own.collaboration_id = e.id AND own.member_id = ${memberId}
    WHERE e.id = ${id} FOR UPDATE OF e`);
  if (!row) reject("NOT_FOUND", collaborationWording.noCollaboration, field);
  return entityOf(Collaboration, row);
}
