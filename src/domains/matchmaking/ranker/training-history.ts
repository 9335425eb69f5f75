import sql from "sql-template-tag";
import type { Database } from "../../../core/database/database.js";
import { loadSnapshot } from "../interest-index/snapshot.js";
import type { Relation } from "../../../core/collections/csr-adjacency.js";
import type { NetworkHistory, StanceNumber } from "../learning/history.js";
import { loadMemberGraph } from "../graph/member-graph.reads.js";

/**
 * What the network has done so far, as far as suggestions may learn from it: nothing of former or hidden members,
 * nor of those who opted out of suggestions.
 */
export async function readHistory(database: Database, url: string): Promise<NetworkHistory> {
  const [store, graph] = [await loadSnapshot(url), await loadMemberGraph(url)];
  const memberCount = graph.members.size;
  const members = Array.from({ length: memberCount }, (_, member) => member);
  const interests = { from: [] as number[], to: [] as number[], stance: [] as StanceNumber[] };
  for (const member of members) {
    const number = store.members.findAs(graph.members, member);
    if (number < 0) continue;
    for (const interest of store.interestsOf(number).toSorted()) {
      interests.from.push(member);
      interests.to.push(interest >>> 2);
      interests.stance.push((interest & 3) as StanceNumber);
    }
  }
  const refusals = (await refusalsIn(database)).map(
    ({ fromId, toId }) => [graph.members.find(fromId), graph.members.find(toId)] as const,
  );
  const known = refusals.filter(([from, to]) => from >= 0 && to >= 0);
  return {
    memberCount,
    interests,
    collaborations: pairsOf(graph.collaborators, members),
    attendances: pairsOf(graph.gatheringsOf, members),
    refusals: { from: known.map(([from]) => from), to: known.map(([, to]) => to) },
    organisations: members.map(graph.organisationOf),
    sectors: members.map(graph.sectorOf),
  };
}

function pairsOf(relation: Relation, rows: readonly number[]): { from: number[]; to: number[] } {
  const [from, to]: [number[], number[]] = [[], []];
  for (const row of rows)
    relation.each(row, (item) => {
      from.push(row);
      to.push(item);
    });
  return { from, to };
}

/** Who asked whom without success, and who dismissed whom; the members of a collaboration decline for themselves together. */
const refusalsIn = (database: Database): Promise<{ fromId: string; toId: string }[]> =>
  database.reads.query(sql`
    SELECT from_id AS "fromId", to_id AS "toId" FROM collaboration_request WHERE status = 'DECLINED' AND to_id IS NOT NULL
    UNION SELECT member_id, dismissed_id FROM suggestion_dismissal ORDER BY 1, 2`);
