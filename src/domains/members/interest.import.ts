import sql from "sql-template-tag";
import { z } from "zod";
import { Stance } from "./member.enums.js";
import { known } from "../../import/invalid-row.js";
import { id, oneOf, slug } from "../../import/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "./imported-members.js";
import { importedThemesBySlug } from "../themes/imported-themes.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "interests.csv": true;
  }
}

export const interestsFile = importFile({
  name: "interests.csv",
  tables: (source) => ({ interest: sql`WHERE member_id IN (SELECT id FROM member ${ofSource(source)})` }),
  rules: z.object({
    member: id,
    theme: slug,
    /** Empty means FOLLOWS, as in `setInterests`. */
    stance: oneOf(Stance).default(Stance.FOLLOWS),
  }),
  key: (row) => `${row.member}, ${row.theme}`,
  lookUp: async (rows, batch) => ({
    members: await membersBySourceId(
      batch,
      rows.map((row) => row.member),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.map((row) => row.theme),
    ),
  }),
  resolve: (row, { members, themes }) => ({
    memberId: known(members, "member", row.member, "members.csv"),
    themeId: known(themes, "theme", row.theme, "themes.csv"),
    stance: row.stance,
  }),
  insert: async (interests, batch) => {
    const added = await batch.query(sql`
      INSERT INTO interest (member_id, theme_id, stance)
      SELECT * FROM unnest(
        ${interests.map((interest) => interest.memberId)}::uuid[],
        ${interests.map((interest) => interest.themeId)}::uuid[],
        ${interests.map((interest) => interest.stance)}::stance[])
      ON CONFLICT DO NOTHING RETURNING 1`);
    return added.length;
  },
});
