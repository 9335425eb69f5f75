import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { text } from "../../../core/graphql/validation.js";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import { id, optional, wholeNumber } from "../../../import/cells/cells.js";
import { importFile, ofSource } from "../../../import/import-file.js";
import { known, shown } from "../../../import/invalid-row.js";
import { distinct } from "../../../import/look-up.js";
import { ideasBySourceId } from "../../ideas/imported-ideas.js";

declare module "../../../import/import-file.js" {
  interface ImportFiles {
    "agenda.csv": true;
  }
}

const maxMinutes = 1_440;

/** A row is an idea on the agenda of a gathering, after those above it. */
export const agendaFile = importFile({
  name: "agenda.csv",
  alsoNamed: ["agendapunten", "ordre du jour", "agenda items", "programma"],
  tables: (source) => {
    const own = sql`WHERE gathering_id IN (SELECT id FROM gathering ${ofSource(source)})`;
    return {
      agenda_item: own,
      outcome_result: sql`WHERE outcome_id IN (SELECT id FROM outcome ${own})`,
    };
  },
  rules: ({ plainText }) =>
    z.object({
      gathering: id,
      idea: id,
      minutes: optional(wholeNumber(maxMinutes)),
      /** What came of it; goes with an outcome of the gathering. */
      result: optional(plainText(text(5_000))),
    }),
  otherNames: {
    gathering: ["bijeenkomst", "rencontre", "event"],
    idea: ["idee", "idée", "agendapunt", "point"],
    minutes: ["minuten", "duur", "durée", "duration"],
    result: ["resultaat", "besluit", "résultat", "décision", "decision"],
  },
  key: (row) => `${row.gathering}, ${row.idea}`,
  lookUp: async (rows, batch) => {
    const gatherings = await batch.query<{ key: string; id: string; hasOutcome: boolean }>(sql`
      SELECT g.source_id AS key, g.id, EXISTS (SELECT FROM outcome o WHERE o.gathering_id = g.id) AS "hasOutcome"
      FROM gathering g WHERE g.source = ${batch.source}
        AND g.source_id = ANY(${distinct(rows.map((row) => row.gathering))}::text[])`);
    const items = await batch.query<{ id: string; gatheringId: string; ideaId: string }>(sql`
      SELECT id, gathering_id AS "gatheringId", idea_id AS "ideaId" FROM agenda_item
      WHERE gathering_id = ANY(${gatherings.map((gathering) => gathering.id)}::uuid[])`);
    return {
      gatherings: new Map(gatherings.map((gathering) => [gathering.key, gathering])),
      ideas: await ideasBySourceId(
        batch,
        rows.map((row) => row.idea),
      ),
      items: new Map(items.map(({ gatheringId, ideaId, id: item }) => [`${gatheringId} ${ideaId}`, item])),
    };
  },
  dispensable: ["minutes", "result"],
  withoutUnknown: (row, { gatherings }, leaveOut) => {
    if (row.result === null || gatherings.get(row.gathering)?.hasOutcome !== false) return row;
    leaveOut("result", `result goes with an outcome of ${shown(row.gathering)}: fill that in in gatherings.csv.`);
    return { ...row, result: null };
  },
  resolve: (row, { gatherings, ideas, items }, { newId }) => {
    const { id: gatheringId } = known(gatherings, "gathering", row.gathering, "gatherings.csv");
    const { id: ideaId } = known(ideas, "idea", row.idea, "ideas.csv");
    if (items.has(`${gatheringId} ${ideaId}`)) return null;
    return { id: newId(), gatheringId, ideaId, minutes: row.minutes, result: row.result };
  },
  insert: async (items, batch) => {
    const added = await batch.query<{ id: string }>(sql`
      INSERT INTO agenda_item (id, gathering_id, idea_id, status, position, minutes, imported)
      SELECT id, gathering_id, idea_id, 'ACCEPTED', last.position + row_number() OVER (PARTITION BY gathering_id ORDER BY place),
        minutes, imported
      FROM unnest(
        ${items.map((item) => item.id)}::uuid[],
        ${items.map((item) => item.gatheringId)}::uuid[],
        ${items.map((item) => item.ideaId)}::uuid[],
        ${items.map((item) => item.minutes)}::integer[],
        ${items.map((item) => item.imported)}::jsonb[])
        WITH ORDINALITY AS new (id, gathering_id, idea_id, minutes, imported, place)
      CROSS JOIN LATERAL (
        SELECT coalesce(max(a.position), -1) AS position FROM agenda_item a WHERE a.gathering_id = new.gathering_id) AS last
      ON CONFLICT (gathering_id, idea_id) DO NOTHING RETURNING id`);
    await setResults(
      batch,
      items.filter(({ result }) => result !== null),
    );
    return added.length;
  },
  updates: {
    idOf: (row, { gatherings, ideas, items }) =>
      items.get(`${gatherings.get(row.gathering)?.id} ${ideas.get(row.idea)?.id}`),
    fields: ({ minutes, result }) => ({ minutes, result }),
    current: (ids, batch, lock) =>
      batch.query<Current>(sql`
        SELECT e.id, e.imported, jsonb_build_object('minutes', e.minutes,
          'result', (SELECT r.result FROM outcome_result r WHERE r.agenda_item_id = e.id)) AS fields
        FROM agenda_item e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR UPDATE" : "")}`),
    update: async (changes, batch) => {
      await batch.query(sql`
        UPDATE agenda_item SET minutes = new.minutes, imported = new.imported
        FROM jsonb_to_recordset(${JSON.stringify(changes.map(rowOf))}::jsonb) AS new (id uuid, minutes integer, imported jsonb)
        WHERE agenda_item.id = new.id RETURNING 1`);
      await setResults(
        batch,
        changes
          .filter(({ changed }) => changed.includes("result"))
          .map(({ id: item, fields }) => ({ id: item, result: fields.result as string | null })),
      );
    },
  },
});

const rowOf = ({ id: item, fields, imported }: Change): object => ({ id: item, minutes: fields.minutes, imported });

/** Sets what came of agenda items of gatherings with an outcome; null takes it away. */
async function setResults(batch: Batch, results: readonly { id: string; result: string | null }[]): Promise<void> {
  if (results.length === 0) return;
  await batch.query(sql`
    WITH gone AS (
      DELETE FROM outcome_result WHERE agenda_item_id = ANY(${results.map(({ id: item }) => item)}::uuid[]) RETURNING 1)
    SELECT FROM gone`);
  const set = results.filter(({ result }) => result !== null);
  await batch.query(sql`
    INSERT INTO outcome_result (agenda_item_id, outcome_id, result)
    SELECT a.id, o.id, new.result FROM unnest(
      ${set.map(({ id: item }) => item)}::uuid[], ${set.map(({ result }) => result)}::text[]) AS new (id, result)
    JOIN agenda_item a ON a.id = new.id JOIN outcome o ON o.gathering_id = a.gathering_id RETURNING 1`);
}
