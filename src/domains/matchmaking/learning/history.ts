import {
  adjacencyOf,
  labelledAdjacency,
  rowCountOf,
  symmetricAdjacency,
  type CsrAdjacency,
  type Pairs,
  type Relation,
} from "../../../core/collections/csr-adjacency.js";

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

/** Who has an interest in what. */
export interface Interests {
  themeCount: number;
  /** Of those who have any, how many on average. */
  meanCount: number;
  count: (member: number) => number;
  each: (member: number, visit: (theme: number, stance: StanceNumber) => void) => void;
  holderCount: (theme: number) => number;
  eachHolder: (theme: number, visit: (member: number) => void) => void;
  /**
   * The length of the vector of a member's themes, each as long as ln(N / n), with N members and n of them with the
   * theme.
   */
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
    collaborators: symmetricAdjacency(memberCount, history.collaborations),
    gatheringsOf: adjacencyOf(memberCount, attendances.from, attendances.to),
    attendees: adjacencyOf(rowCountOf(attendances.to), attendances.to, attendances.from),
    colleagues: adjacencyOf(rowCountOf(employers), employers, employed),
    organisationOf: (member) => organisations[member]!,
    sectorOf: (member) => sectors[member]!,
  };
}

function pastInterests(memberCount: number, { from, to, stance }: NetworkHistory["interests"]): Interests {
  const { adjacency: themesOf, labels: stances } = labelledAdjacency(memberCount, from, to, stance);
  const holders = adjacencyOf(rowCountOf(to), to, from);
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
  collaborators: symmetricAdjacency(network.memberCount, collaborations),
});

/** Each pair of collaborators once, smaller number first, in order. */
export function linksOf({ starts, items }: CsrAdjacency): [number, number][] {
  const links: [number, number][] = [];
  for (let member = 0; member < starts.length - 1; member++)
    for (let row = starts[member]!; row < starts[member + 1]!; row++)
      if (member < items[row]!) links.push([member, items[row]!]);
  return links;
}
