import sql from "sql-template-tag";
import { z } from "zod";
import { GatheringFormat } from "./gathering.enums.js";
import { line, text } from "../../core/graphql/validation.js";
import { erased, known } from "../../import/invalid-row.js";
import { id, moment, oneOf, optional, places, slugs } from "../../import/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { importedThemesBySlug, insertThemes, themesOf } from "../themes/imported-themes.js";
import { idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "gatherings.csv": true;
  }
}

export const gatheringsFile = importFile({
  name: "gatherings.csv",
  tables: (source) => ({ gathering: ofSource(source), gathering_theme: null, gathering_host: null }),
  rules: z
    .object({
      id,
      title: line(300),
      format: oneOf(GatheringFormat),
      starts_at: moment,
      ends_at: optional(moment),
      place: optional(line(300)),
      /** Empty means no limit. */
      capacity: optional(places),
      host: optional(id),
      themes: slugs(z.array(z.string()).max(50, "must name at most 50 themes.")),
      description: optional(text(20_000)),
    })
    .refine((row) => row.ends_at === null || row.ends_at > row.starts_at, {
      path: ["ends_at"],
      message: "must be after starts_at: correct one of them, or leave it empty.",
    }),
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    gatherings: await idsBySourceId(
      batch,
      "gathering",
      rows.map((row) => row.id),
    ),
    hosts: await membersBySourceId(
      batch,
      rows.map((row) => row.host),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => row.themes),
    ),
  }),
  resolve: (row, found, batch) => {
    const leftOut = row.host === null || found.hosts.get(row.host) === erased;
    const hostId = leftOut ? null : known(found.hosts, "host", row.host!, "members.csv");
    const themeIds = themesOf(row, found.themes);
    return found.gatherings.has(row.id) ? null : { ...row, id: batch.newId(), sourceId: row.id, hostId, themeIds };
  },
  insert: async (gatherings, batch) => {
    const added = await batch.query(sql`
      INSERT INTO gathering (id, title, description, format, starts_at, ends_at, place_name, capacity, source, source_id)
      SELECT id, title, description, format, starts_at, ends_at, place, capacity, ${batch.source}, source_id FROM unnest(
        ${gatherings.map((gathering) => gathering.id)}::uuid[],
        ${gatherings.map((gathering) => gathering.title)}::text[],
        ${gatherings.map((gathering) => gathering.description)}::text[],
        ${gatherings.map((gathering) => gathering.format)}::gathering_format[],
        ${gatherings.map((gathering) => gathering.starts_at)}::timestamptz[],
        ${gatherings.map((gathering) => gathering.ends_at)}::timestamptz[],
        ${gatherings.map((gathering) => gathering.place)}::text[],
        ${gatherings.map((gathering) => gathering.capacity)}::integer[],
        ${gatherings.map((gathering) => gathering.sourceId)}::text[])
        AS new (id, title, description, format, starts_at, ends_at, place, capacity, source_id)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    await insertThemes(batch, "gathering", gatherings);
    const hosted = gatherings.filter((gathering) => gathering.hostId !== null);
    if (hosted.length > 0)
      await batch.query(sql`
        INSERT INTO gathering_host (gathering_id, member_id)
        SELECT * FROM unnest(
          ${hosted.map((gathering) => gathering.id)}::uuid[],
          ${hosted.map((gathering) => gathering.hostId)}::uuid[])`);
    return added.length;
  },
});
