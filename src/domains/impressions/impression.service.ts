import sql from "sql-template-tag";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { rejectInput } from "../../core/errors/user-error.js";
import { requireMember } from "../../core/access/actor.js";
import type { Wording } from "../../core/texts/wording.js";
import { maySeeMember } from "../members/member.visibility.js";
import { dayOf, isRunning } from "./discount.reads.js";

const maxAtOnce = 100;

const tooManyAtOnce: Wording = {
  NL: `mag hoogstens ${maxAtOnce} leden bevatten: vermeld de andere in een volgend verzoek.`,
  FR: `peut contenir au plus ${maxAtOnce} membres : indiquez les autres dans une autre requête.`,
  EN: `must contain at most ${maxAtOnce} members: list the others in another request.`,
};

/**
 * Counts the members whom the caller was shown, each once a day; gives how many counted. It is for those who read,
 * suspended or not: nothing is posted, and nobody else learns of it. There is no event either: the rows are all there
 * is to know.
 */
export async function recordShownSuggestions(ctx: Context, memberIds: string[]): Promise<number> {
  const viewerId = await requireMember(ctx);
  if (memberIds.length > maxAtOnce) rejectInput(InputProblem.TOO_MANY, tooManyAtOnce, "memberIds");
  const today = dayOf(ctx.now());
  return inTransaction(ctx, async (tx) => {
    // In order, so that two requests at once wait for each other and not in a circle; held, so that nobody is counted
    // who is leaving.
    const [counted] = await tx.db.query<{ recorded: number }>(sql`
      WITH shown AS (
        SELECT member.id FROM member
        WHERE member.id = ANY(${memberIds.map(idOf)}::uuid[]) AND member.id <> ${viewerId} AND member.erased_at IS NULL
          AND ${maySeeMember(tx, sql`member`)}
        ORDER BY member.id FOR KEY SHARE OF member
      ),
      counted AS (
        INSERT INTO suggestion_impression AS known (member_id, shown_id, days, last_shown_on)
        SELECT ${viewerId}, id, 1, ${today} FROM shown
        ON CONFLICT (member_id, shown_id) DO UPDATE SET last_shown_on = excluded.last_shown_on,
          days = CASE WHEN ${isRunning(sql`known`, tx.now())} THEN known.days + 1 ELSE 1 END
          WHERE known.last_shown_on < excluded.last_shown_on
        RETURNING 1
      )
      SELECT count(*)::int AS recorded FROM counted`);
    return counted!.recorded;
  });
}

/**
 * What was shown so far is not ignored any more: the viewer did something about it. Gives whether there was something.
 */
export async function forgetImpressions(tx: TransactionContext, viewerId: string, shownId: string): Promise<boolean> {
  const gone = await tx.db.query(sql`
    WITH gone AS (DELETE FROM suggestion_impression WHERE member_id = ${viewerId} AND shown_id = ${shownId} RETURNING 1)
    SELECT 1 FROM gone`);
  return gone.length > 0;
}
