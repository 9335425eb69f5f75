import sql from "sql-template-tag";
import { rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkVisible } from "../gatherings/visible-members.js";
import { coordinatorIds } from "./track.reads.js";
import { trackWording } from "./track.wording.js";

/** Gives a track these coordinators instead of its former ones; the ids of those who are new, null when they are the same. */
export async function setCoordinators(
  tx: TransactionContext,
  trackId: string,
  ids: readonly string[],
): Promise<string[] | null> {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0)
    rejectInput(InputProblem.DUPLICATE, trackWording.coordinatorTwice, "coordinators", String(repeated));
  const before = await coordinatorIds(tx, trackId);
  const added = ids.filter((id) => !before.includes(id));
  await checkVisible(tx, ids, { field: "coordinators", wording: trackWording.noCoordinator });
  if (before.length === ids.length && added.length === 0) return null;
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM track_coordinator WHERE track_id = ${trackId} AND NOT member_id = ANY(${ids}::uuid[]))
    INSERT INTO track_coordinator (track_id, member_id) SELECT ${trackId}, unnest(${ids}::uuid[]) ON CONFLICT DO NOTHING`);
  return added;
}
