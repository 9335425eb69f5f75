import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import type { IdeaStatus } from "../idea.enums.js";
import { IdeaChange, type IdeaField } from "./idea-change.entity.js";

/** Adds a change by the caller to the history of an idea, in the transaction that makes it. */
export async function recordChange(
  tx: TransactionContext,
  ideaId: string,
  change: { changed: IdeaField[]; status?: IdeaStatus; note?: string | null },
): Promise<void> {
  const { changed, status = null, note = null } = change;
  await tx.manager.insert(IdeaChange, {
    ...{ id: tx.newId(), ideaId, changedById: requireCaller(tx), changedAt: tx.now() },
    ...{ changed, status, note },
  });
}
