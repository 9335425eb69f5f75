import { TopK } from "../../../core/collections/top-k.js";
import type { InterestStore } from "./interest-store.js";
import { MemberScorer } from "./member-scorer.js";
import type { QueryTerm } from "./query-terms.js";
import { suffixUpperBounds, upperBoundsByLength, upperBoundWith } from "./upper-bounds.js";

/** A member, by their number in the interest store, with the score that ranks them. */
export interface ScoredMember {
  member: number;
  score: number;
}

type Admits = (member: number) => boolean;

/** How much cheaper it is to read a member's entry in a list than to look at who is in one list alone. */
const listReadAdvantage = 4;
/**
 * In a member's partial sum: whether their exact score is known. The other bits are an upper bound of their sum, in
 * whole `unit`s.
 */
const scored = 0x8000;
const maxUnits = 0x7fff;
/** Above the error of a few roundings, and far below the smallest unit. */
const roundedUp = 1 + 1e-9;

/**
 * Exact top-k over the lists of a query's themes. The rarest lists are read first, and who is in several of them is
 * noted. Before each longer list, those who were noted are scored exactly from their own rows, which raises the
 * threshold of the top k; once the remaining lists cannot lift anybody new to it, only who is in one list alone is left
 * to be looked at, and the common lists are not read at all (the pruning of MaxScore: Turtle and Flood, Query
 * evaluation: strategies and optimizations, 1995). Two bytes are kept for each member, so that they stay in the
 * processor's cache: an upper bound is enough to tell who need not be scored.
 */
export class TopKSearch {
  /** How many lists the last search did not have to read. */
  listsSkipped = 0;
  #sums = new Uint16Array(0);
  /**
   * The last visit, as numbered by `#visit`, in which a member was found in the list of a theme or of a narrower one.
   */
  #lastVisits = new Uint32Array(0);
  #visit = 0;
  /** Who was found in a second list, or a third: maybe several times. */
  #repeated: number[] = [];
  #unit = 1;
  readonly #scorer: MemberScorer;

  constructor(
    readonly store: InterestStore,
    /** Lists that are shorter than this are read without testing whether they matter. */
    private readonly shortList = 1_000,
  ) {
    this.#scorer = new MemberScorer(store);
  }

  /**
   * The k highest scores among those that `admits` lets in, the highest first. `terms` are in descending order of
   * weight.
   */
  top(terms: QueryTerm[], k: number, admits: Admits): ScoredMember[] {
    if (k === 0 || terms.length === 0) return [];
    this.#begin(terms);
    const { members } = this.store;
    const best = new TopK(k, (one, other) => members.compare(one, other));
    const bounds = suffixUpperBounds(this.store, terms);
    let [position, read] = [0, 0];
    for (; position < terms.length; position++) {
      const size = this.#sizeOf(terms[position]!);
      if (size > Math.max(this.shortList, read / 4)) {
        this.#scoreRepeated(terms, position, admits, best);
        if (
          bounds[position]! < best.threshold &&
          size > listReadAdvantage * this.#singleListSize(terms, position, best)
        )
          break;
      }
      this.#addList(terms[position]!);
      read += size;
    }
    this.listsSkipped = terms.length - position;
    this.#scoreRepeated(terms, position, admits, best);
    for (let at = 0; at < position; at++) this.#scoreList(terms, at, position, admits, best);
    this.#end(terms, position, read);
    return best.sorted().map(({ item, score }) => ({ member: item, score }));
  }

  /** How long the lists are whose members, with nothing but the lists from `from` on, can reach the threshold. */
  #singleListSize(terms: QueryTerm[], from: number, best: TopK): number {
    const remaining = terms.slice(from);
    return terms
      .slice(0, from)
      .filter((one) => upperBoundWith(this.store, one, remaining) >= best.threshold)
      .reduce((sum, one) => sum + this.#sizeOf(one), 0);
  }

  #addList({ theme, weights, narrowerWeight }: QueryTerm): void {
    const { lists, listLengths, themes } = this.store;
    const [sums, repeated] = [this.#sums, this.#repeated];
    const [list, length] = [lists[theme]!, listLengths[theme]!];
    const [first, second, third] = weights.map((weight) => Math.ceil(weight / this.#unit)) as [number, number, number];
    for (let at = 0; at < length; at++) {
      const entry = list[at]!;
      const member = entry >>> 2;
      const stance = entry & 3;
      const sum = sums[member]!;
      if (sum !== 0) repeated.push(member);
      sums[member] = sum + (stance === 0 ? first : stance === 1 ? second : third);
    }
    if (themes.narrower[theme]!.length > 0) this.#addNarrower(theme, Math.ceil(narrowerWeight / this.#unit));
  }

  /** Adds what comes through narrower themes, once a member, and not to who has the theme itself. */
  #addNarrower(theme: number, units: number): void {
    const { lists, listLengths, themes, members } = this.store;
    if (this.#lastVisits.length < members.size) {
      this.#lastVisits = new Uint32Array(members.capacity);
      this.#visit = 0;
    }
    const [lastVisits, sums, repeated, visit] = [this.#lastVisits, this.#sums, this.#repeated, ++this.#visit];
    const list = lists[theme]!;
    for (let at = 0; at < listLengths[theme]!; at++) lastVisits[list[at]! >>> 2] = visit;
    for (const narrower of themes.narrower[theme]!) {
      const [narrowerList, length] = [lists[narrower]!, listLengths[narrower]!];
      for (let at = 0; at < length; at++) {
        const member = narrowerList[at]! >>> 2;
        if (lastVisits[member] === visit) continue;
        lastVisits[member] = visit;
        const sum = sums[member]!;
        if (sum !== 0) repeated.push(member);
        sums[member] = sum + units;
      }
    }
  }

  /**
   * Scores those who were found repeatedly and can still reach the threshold, when everything before `from` was added.
   */
  #scoreRepeated(terms: QueryTerm[], from: number, admits: Admits, best: TopK): void {
    const [sums, remaining, scorer] = [this.#sums, maxWeightFrom(terms, from), this.#scorer];
    for (const member of this.#repeated) {
      const sum = sums[member]!;
      if (sum >= scored || (sum * this.#unit + remaining) * scorer.norm(member) * roundedUp < best.threshold) continue;
      this.#score(terms, member, admits, best);
    }
    this.#repeated.length = 0;
  }

  /** Scores those who can reach the threshold by the list of one position and the lists from `from` on alone. */
  #scoreList(terms: QueryTerm[], position: number, from: number, admits: Admits, best: TopK): void {
    const { lists, listLengths, themes, lengths } = this.store;
    const [one, others] = [terms[position]!, terms.slice(from)];
    if (upperBoundWith(this.store, one, others) < best.threshold) return;
    const { theme, weights, narrowerWeight } = one;
    const bounds = upperBoundsByLength(this.store, one, others);
    const consider = (member: number, weight: number): void => {
      const max = weight + bounds[Math.min(lengths[member]!, bounds.length - 1)]!;
      if (!best.accepts(member, max * this.#scorer.norm(member)) || this.#sums[member]! >= scored) return;
      this.#score(terms, member, admits, best);
    };
    const list = lists[theme]!;
    for (let at = 0; at < listLengths[theme]!; at++) consider(list[at]! >>> 2, weights[list[at]! & 3]!);
    for (const narrower of themes.narrower[theme]!)
      for (let at = 0; at < listLengths[narrower]!; at++) consider(lists[narrower]![at]! >>> 2, narrowerWeight);
  }

  /** Puts a member into the top k, with their exact score, when they belong there. */
  #score(terms: QueryTerm[], member: number, admits: Admits, best: TopK): void {
    this.#sums[member]! |= scored;
    if (!admits(member)) return;
    const score = this.#scorer.score(terms, member);
    if (best.accepts(member, score)) best.add(member, score);
  }

  #sizeOf({ theme }: QueryTerm): number {
    const { listLengths, themes } = this.store;
    return themes.narrower[theme]!.reduce((sum, narrower) => sum + listLengths[narrower]!, listLengths[theme]!);
  }

  #begin(terms: QueryTerm[]): void {
    const { members } = this.store;
    if (this.#sums.length < members.size) this.#sums = new Uint16Array(members.capacity);
    if (this.#visit > 0xffff0000) {
      this.#lastVisits.fill(0);
      this.#visit = 0;
    }
    // Each term is rounded up by less than one unit.
    this.#unit = maxWeightFrom(terms, 0) / (maxUnits - terms.length);
    this.#scorer.begin(terms);
  }

  /** Clears the sums: of the lists that were read, or of all members when these are many. */
  #end(terms: QueryTerm[], from: number, read: number): void {
    const { lists, listLengths, themes } = this.store;
    this.#scorer.end(terms);
    if (read > this.#sums.length / 32) {
      this.#sums.fill(0);
      return;
    }
    for (const { theme } of terms.slice(0, from))
      for (const one of [theme, ...themes.narrower[theme]!])
        for (let at = 0; at < listLengths[one]!; at++) this.#sums[lists[one]![at]! >>> 2] = 0;
  }

  /** Bytes of the arrays that a search works in. */
  get bytes(): number {
    return this.#sums.byteLength + this.#lastVisits.byteLength + this.#scorer.bytes;
  }
}

/** The highest sum of weights that the terms from `from` on can give. */
function maxWeightFrom(terms: QueryTerm[], from: number): number {
  let sum = 0;
  for (let position = from; position < terms.length; position++) sum += terms[position]!.maxWeight;
  return sum;
}
