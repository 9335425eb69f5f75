import sql from "sql-template-tag";
import { participating, requireRight } from "../../../core/access/actor.js";
import { audit } from "../../../core/access/audit.js";
import { moveReferences } from "../../../core/database/merged-references.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { MergeOrganisationsInput } from "../editing/organisation.inputs.js";
import { organisationsLocked } from "../organisation-locks.js";
import { Organisation } from "../organisation.entity.js";
import { organisationPolicy } from "../organisation.policy.js";
import { mergeOrganisationsRules } from "../organisation.validation.js";
import { organisationWording } from "../organisation.wording.js";

/** Merges an organisation into another, for organisers; no effect on two that are one already. */
export async function mergeOrganisations(ctx: Context, input: MergeOrganisationsInput): Promise<Organisation> {
  const by = await requireRight(ctx, organisationPolicy.edit);
  const { fromId, intoId } = checkInput(mergeOrganisationsRules, input);
  if (fromId === intoId) rejectInput(InputProblem.NOT_ALLOWED, organisationWording.mergedIntoItself, "intoId");
  return participating(ctx, async (tx) => {
    await lockMembersOf(tx, fromId);
    const [from, into] = await organisationsLocked(tx, [fromId, intoId]);
    if (!from) return reject("NOT_FOUND", organisationWording.noOrganisation, "fromId");
    if (!into) return reject("NOT_FOUND", organisationWording.noOrganisation, "intoId");
    if (from.id === into.id) return into;
    if (from.id !== fromId) rejectInput(InputProblem.NOT_ALLOWED, organisationWording.mergedAlready, "fromId");
    if (into.hiddenAt !== null && from.hiddenAt === null)
      rejectInput(InputProblem.NOT_ALLOWED, organisationWording.intoHidden, "intoId");
    await countWrite(tx, "edit");
    return merged(tx, by, from, into);
  });
}

/** Before the organisations, as what a member changes locks them first. Who joins meanwhile moves along all the same. */
const lockMembersOf = (tx: TransactionContext, organisationId: string): Promise<unknown> =>
  tx.db.query(sql`SELECT FROM member WHERE organisation_id = ${organisationId} ORDER BY id FOR NO KEY UPDATE`);

/** Both are locked, so that nobody refers to one of them until the transaction ends. */
async function merged(
  tx: TransactionContext,
  by: string,
  from: Organisation,
  into: Organisation,
): Promise<Organisation> {
  const members = await tx.db.query<{ id: string }>(sql`SELECT id FROM member WHERE organisation_id = ${from.id}`);
  await moveReferences(tx.db, tx.mergedReferences, { to: "organisation", from: from.id, into: into.id });
  await tx.db.query(sql`
    WITH merged AS (
      UPDATE organisation SET merged_into_id = ${into.id} WHERE ${from.id} IN (id, merged_into_id) RETURNING 1)
    SELECT FROM merged`);
  // What a moderator has hidden does not come back by a merge.
  const { sector, description, website } = from.hiddenAt === null ? from : into;
  const changes = {
    sector: into.sector ?? sector,
    description: into.description ?? description,
    website: into.website ?? website,
    version: into.version + 1,
  };
  await tx.manager.update(Organisation, { id: into.id }, changes);
  await audit(tx, {
    ...{ actorId: by, action: "ORGANISATIONS_MERGED", subjectKind: "ORGANISATION", subjectId: from.id },
    ...{ affectedId: null, detail: {}, reason: null },
  });
  const memberIds = members.map(({ id }) => id);
  tx.announce({ kind: "organisation.merged", subjectId: from.id, data: { by, intoId: into.id, memberIds } });
  return Object.assign(into, changes);
}
