import sql from "sql-template-tag";
import type { CollaborationsContext } from "../collaborations.services.js";

/** Runs what locks the author of an idea for requests about it, one after the other. */
export const inTurnAtIdea = <T>(ctx: CollaborationsContext, ideaId: string, work: () => Promise<T>): Promise<T> =>
  ctx.joiningTurns.inTurn(ctx, ideaId, work);

/** Runs the answer to a request, one about the same idea after the other. */
export async function inTurnAtRequest<T>(
  ctx: CollaborationsContext,
  requestId: string,
  work: () => Promise<T>,
): Promise<T> {
  const [row] = await ctx.db.query<{ ideaId: string | null }>(
    sql`SELECT idea_id AS "ideaId" FROM collaboration_request WHERE id = ${requestId}`,
  );
  return ctx.joiningTurns.inTurn(ctx, row?.ideaId ?? requestId, work);
}
