import sql from "sql-template-tag";
import { rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import type { Wording } from "../../core/texts/wording.js";
import { maySeeMember } from "../members/member.visibility.js";

/** Ends the mutation unless these are ids of members whom the caller may see; they then stay members until it ends. */
export async function checkVisible(
  tx: TransactionContext,
  ids: readonly string[],
  { field, wording }: { field: string; wording: Wording },
): Promise<void> {
  const members = await visibleAmong(tx, ids);
  const unknown = ids.findIndex((id) => !members.has(id));
  if (unknown >= 0) rejectInput(InputProblem.UNKNOWN, wording, field, String(unknown));
}

/** Those of these ids that are of members whom the caller may see; they stay members until the mutation ends. */
export async function visibleAmong(tx: TransactionContext, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.query<{ id: string }>(sql`
    SELECT id FROM member m WHERE id = ANY(${ids}::uuid[]) AND erased_at IS NULL AND ${maySeeMember(tx, sql`m`)}
    ORDER BY id FOR KEY SHARE`);
  return new Set(rows.map(({ id }) => id));
}
