import type { TransactionContext } from "../../core/graphql/context.js";
import { themeIdsOf } from "./practice-themes.js";
import type { Practice } from "./practice.entity.js";
import { PracticeStatus } from "./practice.enums.js";

/** Announces that a practice was published, if it was not before and is now. */
export async function announcePublished(
  tx: TransactionContext,
  before: PracticeStatus | null,
  { id, status, sharedById, kind }: Practice,
): Promise<void> {
  if (before === PracticeStatus.PUBLISHED || status !== PracticeStatus.PUBLISHED) return;
  const data = { sharedById, kind, themeIds: await themeIdsOf(tx, id) };
  tx.announce({ kind: "practice.published", subjectId: id, data });
}
