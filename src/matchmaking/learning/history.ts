/** Rows of two columns, as parallel arrays of dense numbers. */
export interface Pairs {
  from: Numbers;
  to: Numbers;
}

export type Numbers = ArrayLike<number> & Iterable<number>;

/** What the network has done so far; members, themes, gatherings and organisations have dense numbers from 0. */
export interface NetworkHistory {
  memberCount: number;
  /** From member to theme, once for each; `stance` is of the same length. */
  interests: Pairs & { stance: ArrayLike<StanceNumber> };
  /** Two members each, in any order; repeated ones count once. */
  collaborations: Pairs;
  /** From member to gathering: only of who lets others see it. */
  attendances: Pairs;
  /** Who asked or was shown, to who declined or was dismissed: what the ranker learns not to suggest. */
  refusals: Pairs;
  /** Of each member; -1 for none. */
  organisations: ArrayLike<number>;
  sectors: ArrayLike<number>;
}

/** FOLLOWS, SEEKS and OFFERS. */
export type StanceNumber = 0 | 1 | 2;

/** Two to-many relations of n rows and their neighbours in one array: row i has `items[starts[i]]` to before `items[starts[i + 1]]`. */
export interface Adjacency {
  starts: Int32Array;
  items: Int32Array;
}

export const countOf = ({ starts }: Adjacency, row: number): number => starts[row + 1]! - starts[row]!;

/** A history in the form that features are computed from. */
export interface Network {
  memberCount: number;
  themesOf: Adjacency;
  /** In the order of `themesOf.items`. */
  stancesOf: Uint8Array;
  membersOf: Adjacency;
  /** In the order of `membersOf.items`. */
  stancesIn: Uint8Array;
  collaborators: Adjacency;
  gatheringsOf: Adjacency;
  attendees: Adjacency;
  organisations: ArrayLike<number>;
  sectors: ArrayLike<number>;
  colleagues: Adjacency;
  meanInterests: number;
}

export function networkOf(history: NetworkHistory): Network {
  const { memberCount, interests, attendances, organisations } = history;
  const themesOf = adjacencyOf(memberCount, interests.from, interests.to, interests.stance);
  const membersOf = adjacencyOf(sizeOf(interests.to), interests.to, interests.from, interests.stance);
  const employed: number[] = [];
  const employers: number[] = [];
  let holding = 0;
  for (let member = 0; member < memberCount; member++) {
    if (countOf(themesOf.rows, member) > 0) holding++;
    if (organisations[member]! < 0) continue;
    employed.push(member);
    employers.push(organisations[member]!);
  }
  return {
    memberCount,
    themesOf: themesOf.rows,
    stancesOf: themesOf.labels,
    membersOf: membersOf.rows,
    stancesIn: membersOf.labels,
    collaborators: mutual(memberCount, history.collaborations),
    gatheringsOf: adjacencyOf(memberCount, attendances.from, attendances.to).rows,
    attendees: adjacencyOf(sizeOf(attendances.to), attendances.to, attendances.from).rows,
    organisations,
    sectors: history.sectors,
    colleagues: adjacencyOf(sizeOf(employers), employers, employed).rows,
    meanInterests: interests.from.length / Math.max(1, holding),
  };
}

/** The same network with other collaborations. */
export const withCollaborations = (network: Network, collaborations: Pairs): Network => ({
  ...network,
  collaborators: mutual(network.memberCount, collaborations),
});

/** Each pair of collaborators once, smaller number first, in order. */
export function linksOf({ starts, items }: Adjacency): [number, number][] {
  const links: [number, number][] = [];
  for (let member = 0; member < starts.length - 1; member++)
    for (let row = starts[member]!; row < starts[member + 1]!; row++)
      if (member < items[row]!) links.push([member, items[row]!]);
  return links;
}

export const pairsOf = (pairs: readonly (readonly [number, number])[]): Pairs => ({
  from: Int32Array.from(pairs, ([from]) => from),
  to: Int32Array.from(pairs, ([, to]) => to),
});

/** Both directions of each pair, once and in order; a member is no collaborator of themselves. */
function mutual(memberCount: number, { from, to }: Pairs): Adjacency {
  const both = new Int32Array(from.length * 2);
  const others = new Int32Array(from.length * 2);
  for (let row = 0; row < from.length; row++) {
    both[row] = others[from.length + row] = from[row]!;
    others[row] = both[from.length + row] = to[row]!;
  }
  const { starts, items } = adjacencyOf(memberCount, both, others).rows;
  const kept = new Int32Array(memberCount + 1);
  let size = 0;
  for (let member = 0; member < memberCount; member++) {
    const row = items.subarray(starts[member], starts[member + 1]).sort();
    let last = member;
    // What is kept is never written past what is read.
    for (const other of row) if (other !== last && other !== member) items[size++] = last = other;
    kept[member + 1] = size;
  }
  return { starts: kept, items: items.slice(0, size) };
}

/** Rows by `from`, with `labelOf` of each in the order of the items. */
export function adjacencyOf(
  rowCount: number,
  from: Numbers,
  to: Numbers,
  labelOf?: ArrayLike<number>,
): { rows: Adjacency; labels: Uint8Array } {
  const starts = new Int32Array(rowCount + 1);
  for (const row of from) starts[row + 1]!++;
  for (let row = 0; row < rowCount; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const items = new Int32Array(from.length);
  const labels = new Uint8Array(labelOf ? from.length : 0);
  for (let row = 0; row < from.length; row++) {
    const place = next[from[row]!]!++;
    items[place] = to[row]!;
    if (labelOf) labels[place] = labelOf[row]!;
  }
  return { rows: { starts, items }, labels };
}

function sizeOf(numbers: Iterable<number>): number {
  let size = 0;
  for (const number of numbers) size = Math.max(size, number + 1);
  return size;
}
