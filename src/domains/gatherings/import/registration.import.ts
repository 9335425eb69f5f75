import sql from "sql-template-tag";
import { z } from "zod";
import { RegistrationStatus } from "../gathering.enums.js";
import { currentRegistrations, updateRegistrations } from "./registration.import-updates.js";
import { registrationWords } from "./gathering.import-words.js";
import { erased, known, shown } from "../../../import/invalid-row.js";
import { id, oneOf, optional, truth } from "../../../import/cells/cells.js";
import { sinceNames } from "../../../import/cells/since-names.js";
import { importFile, ofSource } from "../../../import/import-file.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { distinct } from "../../../import/look-up.js";

declare module "../../../import/import-file.js" {
  interface ImportFiles {
    "registrations.csv": true;
  }
}

const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;

/** The file does not say when somebody came: a check-in is dated to the start of the gathering. */
export const registrationsFile = importFile({
  name: "registrations.csv",
  alsoNamed: ["inschrijvingen", "aanmeldingen", "inscriptions", "sign-ups"],
  tables: (source) => ({ registration: sql`WHERE gathering_id IN (SELECT id FROM gathering ${ofSource(source)})` }),
  rules: ({ past }) =>
    z
      .object({
        gathering: id,
        member: id,
        status: oneOf({ GOING, WAITLISTED, CANCELLED }, registrationWords),
        /** Empty means false. */
        attended: truth,
        /** Empty means unknown: it is from before the records. */
        since: optional(past),
      })
      .refine((row) => !row.attended || row.status === RegistrationStatus.GOING, {
        path: ["attended"],
        message: "goes with the status GOING alone: correct one of the two.",
      }),
  otherNames: {
    gathering: ["bijeenkomst", "activiteit", "rencontre", "event"],
    member: ["lid", "deelnemer", "membre", "participant"],
    status: ["inschrijving", "statut", "inscription"],
    attended: ["aanwezig", "aanwezigheid", "présent", "présence", "attendance", "present"],
    since: ["ingeschreven op", "inscrit le", "registered at", ...sinceNames],
  },
  dispensable: ["since"],
  key: (row) => `${row.gathering}, ${row.member}`,
  lookUp: async (rows, batch) => {
    const gatherings = await batch.query<{ key: string; id: string; startsAt: Date }>(sql`
      SELECT source_id AS key, id, starts_at AS "startsAt" FROM gathering
      WHERE source = ${batch.source} AND source_id = ANY(${distinct(rows.map((row) => row.gathering))}::text[])`);
    const members = await membersBySourceId(
      batch,
      rows.map((row) => row.member),
    );
    const registrations = await batch.query<{ id: string; gatheringId: string; memberId: string }>(sql`
      SELECT id, gathering_id AS "gatheringId", member_id AS "memberId" FROM registration
      WHERE gathering_id = ANY(${gatherings.map((gathering) => gathering.id)}::uuid[])
        AND member_id = ANY(${[...members.values()].filter((member) => member !== erased)}::uuid[])`);
    return {
      gatherings: new Map(gatherings.map((gathering) => [gathering.key, gathering])),
      members,
      registrations: new Map(
        registrations.map(({ gatheringId, memberId, id: known }) => [`${gatheringId} ${memberId}`, known]),
      ),
    };
  },
  resolve: (row, { gatherings, members, registrations }, { newId }) => {
    const { id: gatheringId, startsAt } = known(gatherings, "gathering", row.gathering, "gatherings.csv");
    const memberId = known(members, "member", row.member, "members.csv");
    if (registrations.has(`${gatheringId} ${memberId}`)) return null;
    return {
      id: newId(),
      gatheringId,
      memberId,
      status: row.status,
      registeredAt: row.since,
      checkedInAt: row.attended ? startsAt : null,
    };
  },
  insert: async (registrations, batch) => {
    // The waiting list follows the queue numbers, which are drawn in the order of the file.
    const added = await batch.query(sql`
      INSERT INTO registration (id, gathering_id, member_id, status, registered_at, checked_in_at, imported)
      SELECT id, gathering_id, member_id, status, registered_at, checked_in_at, imported FROM unnest(
        ${registrations.map((registration) => registration.id)}::uuid[],
        ${registrations.map((registration) => registration.gatheringId)}::uuid[],
        ${registrations.map((registration) => registration.memberId)}::uuid[],
        ${registrations.map((registration) => registration.status)}::registration_status[],
        ${registrations.map((registration) => registration.registeredAt)}::timestamptz[],
        ${registrations.map((registration) => registration.checkedInAt)}::timestamptz[],
        ${registrations.map((registration) => registration.imported)}::jsonb[])
        WITH ORDINALITY AS new (id, gathering_id, member_id, status, registered_at, checked_in_at, imported, place)
      ORDER BY place
      ON CONFLICT (gathering_id, member_id) DO NOTHING RETURNING id`);
    return added.length;
  },
  updates: {
    idOf: (row, { gatherings, members, registrations }) =>
      registrations.get(`${gatherings.get(row.gathering)?.id} ${members.get(row.member)}`),
    fields: ({ status, attended, since }) => ({ status, attended, since: since?.toISOString() ?? null }),
    current: currentRegistrations,
    update: updateRegistrations,
  },
  review: async (batch) => {
    const odd = await batch.query<{ id: string; capacity: number; going: number; waiting: number; begun: boolean }>(sql`
      SELECT g.source_id AS id, g.capacity, r.going, r.waiting, g.starts_at <= ${batch.now} AS begun FROM gathering g
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE status = ${RegistrationStatus.GOING})::int AS going,
          count(*) FILTER (WHERE status = ${RegistrationStatus.WAITLISTED})::int AS waiting
        FROM registration WHERE gathering_id = g.id) r
      WHERE g.source = ${batch.source}
        AND (r.going > g.capacity OR (r.waiting > 0 AND r.going < coalesce(g.capacity, r.going + 1)))
      ORDER BY g.source_id`);
    return odd.map(({ id, capacity, going, waiting, begun }) => {
      if (capacity !== null && going > capacity)
        return (
          `${going} are GOING to ${shown(id)}, which has ${capacity} places: ` +
          (begun
            ? "correct its capacity, or who was there"
            : `nobody else gets one until ${going - capacity + 1} cancel`)
        );
      return (
        `${waiting} are WAITLISTED for ${shown(id)} while places are free: ` +
        (begun ? "correct its capacity, or who was there" : "they come first when the next one registers or cancels")
      );
    });
  },
});
