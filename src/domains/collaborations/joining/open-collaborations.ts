import sql, { raw } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { Collaboration } from "../collaboration.entity.js";
import { placesLeft } from "./places.js";
import { isSeparated } from "./separation.js";

/**
 * The collaborations of the author of an idea on it that are not STOPPED, oldest first; none when the member with this
 * id is not its author. While the author is locked, none can begin.
 */
export async function openCollaborations(
  tx: TransactionContext,
  { ideaId, authorId, lock }: { ideaId: string; authorId: string; lock: boolean },
): Promise<Collaboration[]> {
  const rows = await tx.db.query<Collaboration>(sql`
    SELECT ${columnsOf(tx.database.source, Collaboration, "e")} FROM collaboration e
    JOIN idea ON idea.id = e.idea_id AND idea.author_id = ${authorId}
    JOIN collaboration_member own ON own.collaboration_id = e.id AND own.member_id = ${authorId}
    WHERE e.idea_id = ${ideaId} AND e.stage <> 'STOPPED' ORDER BY e.started_at NULLS FIRST, e.id
    ${raw(lock ? "FOR UPDATE OF e" : "")}`);
  return rows.map((row) => entityOf(Collaboration, row));
}

/** The first of them with a place for a member whom no block separates from anybody in it; null when there is none. */
export async function firstWithPlace(
  tx: TransactionContext,
  collaborations: readonly Collaboration[],
  memberId: string,
): Promise<Collaboration | null> {
  for (const collaboration of collaborations)
    if ((await placesLeft(tx, collaboration.id)) > 0 && !(await isSeparated(tx, collaboration.id, memberId)))
      return collaboration;
  return null;
}
