import sql, { raw } from "sql-template-tag";
import type pg from "pg";
import { NIL } from "uuid";
import type { Connection } from "../../../core/database/database.js";
import { Sector } from "../../organisations/sector.enum.js";
import { IdInterner } from "../../../core/collections/id-interner.js";
import { copyRows, inSnapshot, uuidWordsAt } from "../../../core/database/snapshot.js";
import { adjacencyOf, symmetricAdjacency } from "../../../core/collections/csr-adjacency.js";
import { MemberGraph, type MemberTies } from "./member-graph.js";

/** Who ties to others: neither a former member, nor one whom a moderator hid, nor one who opted out of suggestions. */
const isThere = "member.erased_at IS NULL AND member.hidden_at IS NULL AND member.matchable";
/** Where the member has, or had, a place, if they let others see it. */
const attends = "registration.status = 'GOING' AND gathering.status <> 'CANCELLED' AND member.share_attendance";
const sectorNumber = `coalesce(array_position('{${Object.values(Sector).join(",")}}'::sector[], member.sector), 0) - 1`;

/**
 * The ties of these members as they are now; nothing of those who are not there. Each table is read once for all of
 * them, however it is planned.
 */
export const tiesOf = (db: Connection, ids: string[]): Promise<(MemberTies & { id: string })[]> =>
  db.query(sql`
    SELECT member.id, organisation_id AS "organisationId", ${raw(sectorNumber)} AS sector,
      coalesce(collaborators.ids, '{}') AS "collaboratorIds", coalesce(gatherings.ids, '{}') AS "gatheringIds"
    FROM member
    LEFT JOIN (SELECT own.member_id, array_agg(DISTINCT theirs.member_id) AS ids FROM collaboration_member own
      JOIN collaboration_member theirs USING (collaboration_id)
      JOIN member other ON other.id = theirs.member_id AND other.erased_at IS NULL AND other.hidden_at IS NULL AND other.matchable
      WHERE own.member_id = ANY(${ids}::uuid[]) AND theirs.member_id <> own.member_id
      GROUP BY own.member_id) AS collaborators ON collaborators.member_id = member.id
    LEFT JOIN (SELECT registration.member_id, array_agg(gathering_id) AS ids FROM registration
      JOIN member ON member.id = registration.member_id JOIN gathering ON gathering.id = gathering_id
      WHERE registration.member_id = ANY(${ids}::uuid[]) AND ${raw(attends)}
      GROUP BY registration.member_id) AS gatherings ON gatherings.member_id = member.id
    WHERE member.id = ANY(${ids}::uuid[]) AND ${raw(isThere)}`);

/** Everybody's, from one snapshot of the database. */
export const loadMemberGraph = (url: string): Promise<MemberGraph> =>
  inSnapshot(url, async (client) => {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM member WHERE ${isThere}`);
    const count = Number(rows[0]!.count);
    const graph = new MemberGraph(new IdInterner(Math.max(16, count)));
    const [organisations, sectors] = [new Int32Array(count).fill(-1), new Int8Array(count)];
    const [employers, employed]: [number[], number[]] = [[], []];
    await copyRows(
      client,
      `SELECT id, coalesce(organisation_id, '${NIL}'), ${sectorNumber} FROM member WHERE ${isThere}`,
      (bytes, [id, organisation, sector]) => {
        const member = graph.members.addWords(...uuidWordsAt(bytes, id!));
        sectors[member] = bytes.readInt32BE(sector);
        const words = uuidWordsAt(bytes, organisation!);
        if (words.every((word) => word === 0)) return;
        employers.push((organisations[member] = graph.organisations.addWords(...words)));
        employed.push(member);
      },
    );
    const collaborations = await pairs(
      client,
      `SELECT own.member_id, theirs.member_id FROM collaboration_member own
       JOIN collaboration_member theirs USING (collaboration_id) WHERE own.member_id < theirs.member_id`,
      graph.members,
      (...words) => graph.members.findWords(...words),
    );
    const places = await pairs(
      client,
      `SELECT member_id, gathering_id FROM registration JOIN member ON member.id = member_id
       JOIN gathering ON gathering.id = gathering_id WHERE ${attends}`,
      graph.members,
      (...words) => graph.gatherings.addWords(...words),
    );
    graph.fill({
      organisations,
      sectors,
      collaborators: symmetricAdjacency(count, collaborations),
      gatheringsOf: adjacencyOf(count, places.from, places.to),
      attendees: adjacencyOf(graph.gatherings.size, places.to, places.from),
      colleagues: adjacencyOf(graph.organisations.size, employers, employed),
    });
    return graph;
  });

/** Pairs of ids as numbers, without those of whom one has none. */
async function pairs(
  client: pg.Client,
  query: string,
  members: IdInterner,
  numberOf: (...words: [number, number, number, number]) => number,
): Promise<{ from: number[]; to: number[] }> {
  const [from, to]: [number[], number[]] = [[], []];
  await copyRows(client, query, (bytes, [one, other]) => {
    const member = members.findWords(...uuidWordsAt(bytes, one!));
    if (member < 0) return;
    const number = numberOf(...uuidWordsAt(bytes, other!));
    if (number < 0) return;
    from.push(member);
    to.push(number);
  });
  return { from, to };
}
