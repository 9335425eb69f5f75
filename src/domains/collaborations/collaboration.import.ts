import sql from "sql-template-tag";
import { z } from "zod";
import { text } from "../../core/graphql/validation.js";
import { InvalidRow, known, unknown } from "../../import/invalid-row.js";
import { id, oneOf, optional, type OtherWords } from "../../import/cells/cells.js";
import { sinceNames } from "../../import/cells/since-names.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { ideasBySourceId } from "../ideas/imported-ideas.js";
import { membersBySourceId } from "../members/imported-members.js";
import { distinct, idsBySourceId } from "../../import/look-up.js";
import { CollaborationStage } from "./collaboration.entity.js";
import { currentCollaborations, updateCollaborations } from "./collaboration.import-updates.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "collaborations.csv": true;
  }
}

const stageWords: OtherWords<CollaborationStage> = {
  EXPLORING: ["verkennen", "verkenning", "exploration"],
  EXPERIMENT: ["experiment", "proef", "expérience", "expérimentation", "pilot", "piloot"],
  SCALED: ["opgeschaald", "déployé", "généralisé"],
  STOPPED: ["gestopt", "beëindigd", "arrêté", "terminé", "ended"],
};

/** The two ids sorted, so that b,a is a,b; a `|` inside an id is escaped, so that no two pairs read the same. */
const pair = (row: { member_a: string; member_b: string }): string =>
  [row.member_a, row.member_b]
    .sort()
    .map((member) => member.replace(/[\\|]/g, "\\$&"))
    .join("|");

/** A row is a collaboration of two members. */
export const collaborationsFile = importFile({
  name: "collaborations.csv",
  alsoNamed: ["samenwerkingen"],
  tables: (source) => ({ collaboration: ofSource(source), collaboration_member: null }),
  rules: ({ past, plainText }) =>
    z
      .object({
        member_a: id,
        member_b: id,
        /** Empty means unknown: it is from before the records. */
        since: optional(past),
        /** Where it began, as whoever exports it vouches for. */
        gathering: optional(id),
        idea: optional(id),
        /** Empty means EXPLORING. */
        stage: oneOf(CollaborationStage, stageWords).default(CollaborationStage.EXPLORING),
        outcome: optional(plainText(text(5_000))),
      })
      .refine((row) => row.member_a !== row.member_b, {
        path: ["member_b"],
        message: "is member_a too: name two members.",
      }),
  otherNames: {
    since: ["gestart op", "commencé le", "started at", ...sinceNames],
    gathering: ["bijeenkomst", "rencontre", "event"],
    idea: ["idee", "idée"],
    stage: ["fase", "phase", "étape", "status"],
    outcome: ["resultaat", "uitkomst", "résultat", "result"],
  },
  key: (row) => pair(row),
  content: ({ since, gathering, idea, stage, outcome, ...members }) =>
    JSON.stringify([pair(members), since, gathering, idea, stage, outcome]),
  dispensable: ["since", "gathering", "idea", "stage", "outcome"],
  lookUp: async (rows, batch) => ({
    collaborations: await idsBySourceId(
      batch,
      "collaboration",
      rows.map((row) => pair(row)),
    ),
    gatherings: await idsBySourceId(batch, "gathering", distinct(rows.map((row) => row.gathering))),
    ideas: await ideasBySourceId(batch, distinct(rows.map((row) => row.idea))),
    members: await membersBySourceId(
      batch,
      rows.flatMap((row) => [row.member_a, row.member_b]),
    ),
  }),
  withoutUnknown: (row, { gatherings, ideas }, leaveOut) => {
    const checked = (column: "gathering" | "idea", found: Map<string, unknown>, file: string): string | null => {
      const value = row[column];
      if (value === null || found.has(value)) return value;
      leaveOut(column, unknown(column, value, file));
      return null;
    };
    return {
      ...row,
      gathering: checked("gathering", gatherings, "gatherings.csv"),
      idea: checked("idea", ideas, "ideas.csv"),
    };
  },
  resolve: (row, { collaborations, gatherings, ideas, members }, batch) => {
    const memberIds = (["member_a", "member_b"] as const).map((column) =>
      known(members, column, row[column], "members.csv"),
    );
    if (memberIds[0] === memberIds[1]) throw new InvalidRow("member_a and member_b are one member: name two.");
    if (collaborations.has(pair(row))) return null;
    return {
      ...{ id: batch.newId(), sourceId: pair(row), memberIds },
      ...{ stage: row.stage, outcome: row.outcome, since: row.since },
      gatheringId: row.gathering === null ? null : gatherings.get(row.gathering)!,
      ideaId: row.idea === null ? null : ideas.get(row.idea)!.id,
    };
  },
  insert: async (collaborations, batch) => {
    const added = await batch.query(sql`
      INSERT INTO collaboration (id, started_at, stage, outcome, gathering_id, idea_id, source, source_id, imported)
      SELECT id, since, stage, outcome, gathering_id, idea_id, ${batch.source}, source_id, imported FROM unnest(
        ${collaborations.map((collaboration) => collaboration.id)}::uuid[],
        ${collaborations.map((collaboration) => collaboration.since)}::timestamptz[],
        ${collaborations.map((collaboration) => collaboration.stage)}::collaboration_stage[],
        ${collaborations.map((collaboration) => collaboration.outcome)}::text[],
        ${collaborations.map((collaboration) => collaboration.gatheringId)}::uuid[],
        ${collaborations.map((collaboration) => collaboration.ideaId)}::uuid[],
        ${collaborations.map((collaboration) => collaboration.sourceId)}::text[],
        ${collaborations.map((collaboration) => collaboration.imported)}::jsonb[])
        AS new (id, since, stage, outcome, gathering_id, idea_id, source_id, imported)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    const places = collaborations.flatMap(({ id, memberIds }) => memberIds.map((memberId) => ({ id, memberId })));
    await batch.query(sql`
      INSERT INTO collaboration_member (collaboration_id, member_id)
      SELECT * FROM unnest(
        ${places.map((place) => place.id)}::uuid[],
        ${places.map((place) => place.memberId)}::uuid[])`);
    return added.length;
  },
  updates: {
    idOf: (row, { collaborations }) => collaborations.get(pair(row)),
    fields: ({ since, gathering, idea, stage, outcome }) => ({
      ...{ since: since?.toISOString() ?? null, gathering, idea, stage, outcome },
    }),
    current: currentCollaborations,
    update: updateCollaborations,
  },
});
