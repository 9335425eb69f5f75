import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { TrackTheme } from "./track-theme.entity.js";

/** Gives a track these themes instead of its former ones; whether they differ. */
export async function setThemes(tx: TransactionContext, trackId: string, slugs: string[]): Promise<boolean> {
  const held = (): Promise<string[]> => themeIdsOf(tx, trackId);
  const themeIds = await chosenThemes(tx, slugs, (index) => ["themes", index], held);
  if ((await held()).join() === themeIds.join()) return false;
  await tx.manager.delete(TrackTheme, { trackId });
  if (themeIds.length > 0)
    await tx.manager.insert(
      TrackTheme,
      themeIds.map((themeId, position) => ({ trackId, themeId, position })),
    );
  return true;
}

async function themeIdsOf(tx: TransactionContext, trackId: string): Promise<string[]> {
  const rows = await tx.db.query<{ themeId: string }>(
    sql`SELECT theme_id AS "themeId" FROM track_theme WHERE track_id = ${trackId} ORDER BY position`,
  );
  return rows.map(({ themeId }) => themeId);
}
