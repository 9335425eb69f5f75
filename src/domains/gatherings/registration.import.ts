import sql from "sql-template-tag";
import { z } from "zod";
import { RegistrationStatus } from "./gathering.enums.js";
import { known } from "../../import/invalid-row.js";
import { id, oneOf, truth } from "../../import/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { distinct } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "registrations.csv": true;
  }
}

/** The file has no times: a check-in is dated to the start of the gathering, a registration to then or to now. */
export const registrationsFile = importFile({
  name: "registrations.csv",
  tables: (source) => ({ registration: sql`WHERE gathering_id IN (SELECT id FROM gathering ${ofSource(source)})` }),
  rules: z
    .object({
      gathering: id,
      member: id,
      status: oneOf(RegistrationStatus),
      /** Empty means false. */
      attended: truth,
    })
    .refine((row) => !row.attended || row.status === RegistrationStatus.GOING, {
      path: ["attended"],
      message: "goes with the status GOING alone: correct one of the two.",
    }),
  key: (row) => `${row.gathering}, ${row.member}`,
  lookUp: async (rows, batch) => {
    const gatherings = await batch.query<{ key: string; id: string; startsAt: Date }>(sql`
      SELECT source_id AS key, id, starts_at AS "startsAt" FROM gathering
      WHERE source = ${batch.source} AND source_id = ANY(${distinct(rows.map((row) => row.gathering))}::text[])`);
    return {
      gatherings: new Map(gatherings.map((gathering) => [gathering.key, gathering])),
      members: await membersBySourceId(
        batch,
        rows.map((row) => row.member),
      ),
    };
  },
  resolve: (row, { gatherings, members }, { newId, now }) => {
    const { id: gatheringId, startsAt } = known(gatherings, "gathering", row.gathering, "gatherings.csv");
    const memberId = known(members, "member", row.member, "members.csv");
    return {
      id: newId(),
      gatheringId,
      memberId,
      status: row.status,
      registeredAt: startsAt < now ? startsAt : now,
      checkedInAt: row.attended ? startsAt : null,
    };
  },
  insert: async (registrations, batch) => {
    // The waiting list follows the queue numbers, which are drawn in the order of the file.
    const added = await batch.query(sql`
      INSERT INTO registration (id, gathering_id, member_id, status, registered_at, checked_in_at)
      SELECT id, gathering_id, member_id, status, registered_at, checked_in_at FROM unnest(
        ${registrations.map((registration) => registration.id)}::uuid[],
        ${registrations.map((registration) => registration.gatheringId)}::uuid[],
        ${registrations.map((registration) => registration.memberId)}::uuid[],
        ${registrations.map((registration) => registration.status)}::registration_status[],
        ${registrations.map((registration) => registration.registeredAt)}::timestamptz[],
        ${registrations.map((registration) => registration.checkedInAt)}::timestamptz[])
        WITH ORDINALITY AS new (id, gathering_id, member_id, status, registered_at, checked_in_at, place)
      ORDER BY place
      ON CONFLICT (gathering_id, member_id) DO NOTHING RETURNING id`);
    return added.length;
  },
});
