import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { id, optional, truth } from "../../../import/cells/cells.js";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import { importFile, ofSource } from "../../../import/import-file.js";
import { known } from "../../../import/invalid-row.js";
import { idsBySourceId } from "../../../import/look-up.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { dayInBelgium, practiceUseTexts } from "../uses/practice-use.validation.js";

declare module "../../../import/import-file.js" {
  interface ImportFiles {
    "practice_uses.csv": true;
  }
}

export const practiceUsesFile = importFile({
  name: "practice_uses.csv",
  alsoNamed: ["toepassingen", "applications"],
  tables: (source) => ({ practice_use: ofSource(source) }),
  rules: ({ past, plainLine, plainText }) =>
    z.object({
      id,
      practice: id,
      used_by: id,
      place: optional(plainLine(practiceUseTexts.place)),
      result: plainText(practiceUseTexts.result),
      would_use_again: truth,
      used_on: optional(past.transform(dayInBelgium)),
      recorded_at: past,
    }),
  otherNames: {
    id: ["nr", "nummer", "numéro"],
    practice: ["praktijk", "pratique"],
    used_by: ["lid", "membre", "member", "toegepast door"],
    place: ["plaats", "waar", "lieu", "où", "where"],
    result: ["resultaat", "résultat"],
    would_use_again: ["opnieuw", "encore", "again"],
    used_on: ["toegepast op", "appliqué le"],
    recorded_at: ["datum", "vastgelegd op", "date", "noté le"],
  },
  mustHave: ["would_use_again"],
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    uses: await idsBySourceId(
      batch,
      "practice_use",
      rows.map((row) => row.id),
    ),
    practices: await idsBySourceId(
      batch,
      "practice",
      rows.map((row) => row.practice),
    ),
    members: await membersBySourceId(
      batch,
      rows.map((row) => row.used_by),
    ),
  }),
  dispensable: ["place", "used_on"],
  resolve: (row, { uses, practices, members }, batch) => {
    const practiceId = known(practices, "practice", row.practice, "practices.csv");
    const usedById = known(members, "used_by", row.used_by, "members.csv");
    return uses.has(row.id) ? null : { ...row, id: batch.newId(), sourceId: row.id, practiceId, usedById };
  },
  insert: async (uses, batch) => {
    const added = await batch.query(sql`
      INSERT INTO practice_use (id, practice_id, used_by_id, place, result, would_use_again, used_on, recorded_at, source,
        source_id, imported)
      SELECT id, practice_id, used_by_id, place, result, would_use_again, used_on, recorded_at, ${batch.source}, source_id,
        imported
      FROM unnest(
        ${uses.map((use) => use.id)}::uuid[],
        ${uses.map((use) => use.practiceId)}::uuid[],
        ${uses.map((use) => use.usedById)}::uuid[],
        ${uses.map((use) => use.place)}::text[],
        ${uses.map((use) => use.result)}::text[],
        ${uses.map((use) => use.would_use_again)}::boolean[],
        ${uses.map((use) => use.used_on)}::date[],
        ${uses.map((use) => use.recorded_at)}::timestamptz[],
        ${uses.map((use) => use.sourceId)}::text[],
        ${uses.map((use) => use.imported)}::jsonb[])
        AS new (id, practice_id, used_by_id, place, result, would_use_again, used_on, recorded_at, source_id, imported)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    return added.length;
  },
  updates: {
    idOf: (row, { uses }) => uses.get(row.id),
    fields: (row) => ({
      ...{ place: row.place, result: row.result, would_use_again: row.would_use_again, used_on: row.used_on },
      recorded_at: row.recorded_at.toISOString(),
    }),
    current: currentUses,
    update: updateUses,
  },
});

interface UseNow {
  id: string;
  imported: Record<string, string> | null;
  place: string | null;
  result: string;
  wouldUseAgain: boolean;
  usedOn: string | null;
  recordedAt: Date;
}

/** Uses that an import brought in, as they are now. */
async function currentUses(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<UseNow>(sql`
    SELECT id, imported, place, result, would_use_again AS "wouldUseAgain", used_on::text AS "usedOn",
      recorded_at AS "recordedAt"
    FROM practice_use WHERE id = ANY(${ids}::uuid[]) ORDER BY id ${raw(lock ? "FOR NO KEY UPDATE" : "")}`);
  return rows.map(({ id, imported, place, result, wouldUseAgain, usedOn, recordedAt }) => ({
    ...{ id, imported },
    fields: {
      ...{ place, result, would_use_again: wouldUseAgain, used_on: usedOn, recorded_at: recordedAt.toISOString() },
    },
  }));
}

async function updateUses(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE practice_use SET place = new.place, result = new.result, would_use_again = new.would_use_again,
      used_on = new.used_on, recorded_at = new.recorded_at, imported = new.imported
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, place text, result text, would_use_again boolean, used_on date, recorded_at timestamptz, imported jsonb)
    WHERE practice_use.id = new.id RETURNING 1`);
}
