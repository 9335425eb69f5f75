import sql, { raw } from "sql-template-tag";
import { known } from "../invalid-row.js";
import type { Batch } from "../batch.js";

/** The ids of the themes that a row names, in its order. */
export const themesOf = (row: { themes: string[] }, found: Map<string, string>): string[] =>
  row.themes.map((slug) => known(found, "themes", slug, "themes.csv"));

/** Ties the themes of new ideas or gatherings, in the order of each. */
export async function carryThemes(
  batch: Batch,
  of: "idea" | "gathering",
  carriers: { id: string; themeIds: string[] }[],
): Promise<void> {
  const ties = carriers.flatMap(({ id, themeIds }) => themeIds.map((themeId, position) => ({ id, themeId, position })));
  if (ties.length === 0) return;
  await batch.query(sql`
    INSERT INTO ${raw(`${of}_theme (${of}_id, theme_id, position)`)}
    SELECT * FROM unnest(
      ${ties.map((tie) => tie.id)}::uuid[],
      ${ties.map((tie) => tie.themeId)}::uuid[],
      ${ties.map((tie) => tie.position)}::smallint[])`);
}
