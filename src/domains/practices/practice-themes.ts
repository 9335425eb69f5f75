import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { PracticeTheme } from "./practice-theme.entity.js";

/** Replaces the themes of a practice; false when it has these already, in this order. */
export async function setThemes(tx: TransactionContext, practiceId: string, slugs: string[]): Promise<boolean> {
  const held = (): Promise<string[]> => themeIdsOf(tx, practiceId);
  const themeIds = await chosenThemes(tx, slugs, (index) => ["themes", index], held);
  if (String(themeIds) === String(await held())) return false;
  await tx.manager.delete(PracticeTheme, { practiceId });
  await insertThemes(tx, practiceId, themeIds);
  return true;
}

export async function insertThemes(tx: TransactionContext, practiceId: string, themeIds: string[]): Promise<void> {
  if (themeIds.length > 0)
    await tx.manager.insert(
      PracticeTheme,
      themeIds.map((themeId, position) => ({ practiceId, themeId, position })),
    );
}

/** The ids of the themes of a practice, in its order. */
export async function themeIdsOf(tx: TransactionContext, practiceId: string): Promise<string[]> {
  const rows = await tx.db.query<{ themeId: string }>(
    sql`SELECT theme_id AS "themeId" FROM practice_theme WHERE practice_id = ${practiceId} ORDER BY position`,
  );
  return rows.map(({ themeId }) => themeId);
}
