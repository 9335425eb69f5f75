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

/** A to-many relation: for each row, numbered from 0, the numbers of its items. */
export interface Relation {
  count: (row: number) => number;
  each: (row: number, visit: (item: number) => void) => void;
}

/** The items of all rows in one array: row i has `items[starts[i]]` to before `items[starts[i + 1]]`. */
export class CsrAdjacency implements Relation {
  constructor(
    readonly starts: Int32Array,
    readonly items: Int32Array,
  ) {}

  count(row: number): number {
    return this.starts[row + 1]! - this.starts[row]!;
  }

  each(row: number, visit: (item: number) => void): void {
    for (let at = this.starts[row]!; at < this.starts[row + 1]!; at++) visit(this.items[at]!);
  }
}

/** Who has an interest in what. */
export interface Interests {
  themeCount: number;
  /** Of those who have any, how many on average. */
  meanCount: number;
  count: (member: number) => number;
  each: (member: number, visit: (theme: number, stance: StanceNumber) => void) => void;
  holderCount: (theme: number) => number;
  eachHolder: (theme: number, visit: (member: number) => void) => void;
  /** The length of the vector of a member's themes, each as long as ln(N / n), with N members and n of them with the theme. */
  norm: (member: number) => number;
}

/** A history in the form that features are computed from. */
export interface Network {
  memberCount: number;
  interests: Interests;
  collaborators: Relation;
  gatheringsOf: Relation;
  attendees: Relation;
  /** By organisation. */
  colleagues: Relation;
  /** -1 for none. */
  organisationOf: (member: number) => number;
  sectorOf: (member: number) => number;
}

/** A network that does not change while it is learned from. */
export interface PastNetwork extends Network {
  collaborators: CsrAdjacency;
}

export function networkOf(history: NetworkHistory): PastNetwork {
  const { memberCount, interests, attendances, organisations, sectors } = history;
  const employed: number[] = [];
  for (let member = 0; member < memberCount; member++) if (organisations[member]! >= 0) employed.push(member);
  const employers = employed.map((member) => organisations[member]!);
  return {
    memberCount,
    interests: pastInterests(memberCount, interests),
    collaborators: mutualRows(memberCount, history.collaborations),
    gatheringsOf: rowsOf(memberCount, attendances.from, attendances.to),
    attendees: rowsOf(sizeOf(attendances.to), attendances.to, attendances.from),
    colleagues: rowsOf(sizeOf(employers), employers, employed),
    organisationOf: (member) => organisations[member]!,
    sectorOf: (member) => sectors[member]!,
  };
}

function pastInterests(memberCount: number, { from, to, stance }: NetworkHistory["interests"]): Interests {
  const { rows: themesOf, labels: stances } = labelledRows(memberCount, from, to, stance);
  const holders = rowsOf(sizeOf(to), to, from);
  const themeCount = holders.starts.length - 1;
  const norms = new Float64Array(memberCount);
  let holding = 0;
  for (let member = 0; member < memberCount; member++) {
    let squares = 0;
    themesOf.each(member, (theme) => (squares += Math.log(memberCount / holders.count(theme)) ** 2));
    norms[member] = Math.sqrt(squares);
    if (themesOf.count(member) > 0) holding++;
  }
  return {
    themeCount,
    meanCount: from.length / Math.max(1, holding),
    count: (member) => themesOf.count(member),
    each(member, visit) {
      for (let at = themesOf.starts[member]!; at < themesOf.starts[member + 1]!; at++)
        visit(themesOf.items[at]!, stances[at] as StanceNumber);
    },
    holderCount: (theme) => holders.count(theme),
    eachHolder: (theme, visit) => holders.each(theme, visit),
    norm: (member) => norms[member]!,
  };
}

/** The same network with other collaborations. */
export const withCollaborations = (network: PastNetwork, collaborations: Pairs): PastNetwork => ({
  ...network,
  collaborators: mutualRows(network.memberCount, collaborations),
});

/** Each pair of collaborators once, smaller number first, in order. */
export function linksOf({ starts, items }: CsrAdjacency): [number, number][] {
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
export function mutualRows(memberCount: number, { from, to }: Pairs): CsrAdjacency {
  const both = new Int32Array(from.length * 2);
  const others = new Int32Array(from.length * 2);
  for (let row = 0; row < from.length; row++) {
    both[row] = others[from.length + row] = from[row]!;
    others[row] = both[from.length + row] = to[row]!;
  }
  const { starts, items } = rowsOf(memberCount, both, others);
  const kept = new Int32Array(memberCount + 1);
  let size = 0;
  for (let member = 0; member < memberCount; member++) {
    const row = items.subarray(starts[member], starts[member + 1]).sort();
    let last = member;
    // What is kept is never written past what is read.
    for (const other of row) if (other !== last && other !== member) items[size++] = last = other;
    kept[member + 1] = size;
  }
  return new CsrAdjacency(kept, items.slice(0, size));
}

/** Rows by `from`. */
export const rowsOf = (rowCount: number, from: Numbers, to: Numbers): CsrAdjacency =>
  labelledRows(rowCount, from, to).rows;

/** Rows by `from`, with `labelOf` of each in the order of the items. */
function labelledRows(
  rowCount: number,
  from: Numbers,
  to: Numbers,
  labelOf?: ArrayLike<number>,
): { rows: CsrAdjacency; labels: Uint8Array } {
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
  return { rows: new CsrAdjacency(starts, items), labels };
}

function sizeOf(numbers: Iterable<number>): number {
  let size = 0;
  for (const number of numbers) size = Math.max(size, number + 1);
  return size;
}
