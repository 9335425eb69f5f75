import { norm } from "./scoring.js";
import { TopK, type Ranked } from "../../../core/collections/top-k.js";
import { boundWith, suffixUpperBounds, restByLength } from "./upper-bounds.js";
import type { InterestStore } from "./interest-store.js";
import type { QueryTerm } from "./query-terms.js";

/** How much cheaper it is to read a member's entry in a list than to look at who is in one list alone. */
const cheaper = 4;
/** Of a member's sum: whether they are finished. The rest is an upper bound of their points so far, in whole `unit`s. */
const finished = 0x8000;
const maxUnits = 0x7fff;
/** Above the error of a few roundings, and far below the smallest unit. */
const roundedUp = 1 + 1e-9;

/**
 * Exact top-k over the lists of a seeker's themes. The rarest lists are read first, and who is in several of them is noted. Before each
 * longer list, those who were noted are finished from their own rows, which tells what total it takes; once the rest of the lists cannot
 * lift anybody new to it, only who is in one list alone is left to be looked at, and the common lists are not read at all. What is kept
 * of each member is two bytes, so that it stays near the processor: an upper bound is enough to tell who need not be finished.
 */
export class Ranking {
  /** How many lists the last ranking did not have to read. */
  listsSkipped = 0;
  #sums = new Uint16Array(0);
  /** The last theme in whose list, or in that of a narrower one, a member was met. */
  #met = new Uint32Array(0);
  #meeting = 0;
  /** Who was met in a second list, or a third: maybe several times. */
  #metAgain: number[] = [];
  /** The place of each wanted theme, plus one. */
  #places = new Int16Array(0);
  /** Four of each place: the points by stance, and through a narrower theme. */
  #worth = new Float64Array(64);
  /** What a member who is being finished has got for each place. */
  #got = new Float64Array(16);
  #norms = new Float64Array(256);
  #unit = 1;

  constructor(
    readonly store: InterestStore,
    /** Lists that are shorter than this are read without asking whether they matter. */
    private readonly shortList = 1_000,
  ) {}

  /** The first `k` of those that `admits` lets in, the best first. `wanted` is in the order of what is worth most. */
  top(wanted: QueryTerm[], k: number, admits: (member: number) => boolean): Ranked[] {
    if (k === 0 || wanted.length === 0) return [];
    this.#begin(wanted);
    const best = new TopK(this.store, k);
    const bounds = suffixUpperBounds(this.store, wanted);
    let [place, read] = [0, 0];
    for (; place < wanted.length; place++) {
      const size = this.#sizeOf(wanted[place]!);
      if (size > Math.max(this.shortList, read / 4)) {
        this.#finishMetAgain(wanted, place, admits, best);
        if (bounds[place]! < best.least && size > cheaper * this.#aloneIn(wanted, place, best)) break;
      }
      this.#add(wanted[place]!);
      read += size;
    }
    this.listsSkipped = wanted.length - place;
    this.#finishMetAgain(wanted, place, admits, best);
    for (let at = 0; at < place; at++) this.#finishList(wanted, at, place, admits, best);
    this.#end(wanted, place, read);
    return best.sorted();
  }

  /** How long the lists are whose members, with nothing but the lists from `from` on, can be among the best. */
  #aloneIn(wanted: QueryTerm[], from: number, best: TopK): number {
    const rest = wanted.slice(from);
    return wanted
      .slice(0, from)
      .filter((one) => boundWith(this.store, one, rest) >= best.least)
      .reduce((sum, one) => sum + this.#sizeOf(one), 0);
  }

  #add({ theme, points, throughNarrower }: QueryTerm): void {
    const { lists, listLengths, themes } = this.store;
    const [sums, metAgain] = [this.#sums, this.#metAgain];
    const [list, length] = [lists[theme]!, listLengths[theme]!];
    const [first, second, third] = points.map((worth) => Math.ceil(worth / this.#unit)) as [number, number, number];
    for (let at = 0; at < length; at++) {
      const entry = list[at]!;
      const member = entry >>> 2;
      const stance = entry & 3;
      const had = sums[member]!;
      if (had !== 0) metAgain.push(member);
      sums[member] = had + (stance === 0 ? first : stance === 1 ? second : third);
    }
    if (themes.narrower[theme]!.length > 0) this.#addNarrower(theme, Math.ceil(throughNarrower / this.#unit));
  }

  /** Adds what comes through narrower themes, once a member, and not to who has the theme itself. */
  #addNarrower(theme: number, units: number): void {
    const { lists, listLengths, themes, members } = this.store;
    if (this.#met.length < members.size) {
      this.#met = new Uint32Array(members.capacity);
      this.#meeting = 0;
    }
    const [met, sums, metAgain, meeting] = [this.#met, this.#sums, this.#metAgain, ++this.#meeting];
    const list = lists[theme]!;
    for (let at = 0; at < listLengths[theme]!; at++) met[list[at]! >>> 2] = meeting;
    for (const part of themes.narrower[theme]!) {
      const [partList, length] = [lists[part]!, listLengths[part]!];
      for (let at = 0; at < length; at++) {
        const member = partList[at]! >>> 2;
        if (met[member] === meeting) continue;
        met[member] = meeting;
        const had = sums[member]!;
        if (had !== 0) metAgain.push(member);
        sums[member] = had + units;
      }
    }
  }

  /** Finishes those who were met again and can still be among the best, when everything before `from` was added. */
  #finishMetAgain(wanted: QueryTerm[], from: number, admits: (member: number) => boolean, best: TopK): void {
    const [sums, rest] = [this.#sums, this.#restOf(wanted, from)];
    for (const member of this.#metAgain) {
      const sum = sums[member]!;
      if (sum >= finished || (sum * this.#unit + rest) * this.#norm(member) * roundedUp < best.least) continue;
      this.#finish(wanted, member, admits, best);
    }
    this.#metAgain.length = 0;
  }

  /** Finishes those who can be among the best by the list of one place and the lists from `from` on alone. */
  #finishList(wanted: QueryTerm[], place: number, from: number, admits: (member: number) => boolean, best: TopK): void {
    const { lists, listLengths, themes } = this.store;
    const [one, others] = [wanted[place]!, wanted.slice(from)];
    if (boundWith(this.store, one, others) < best.least) return;
    const { theme, points, throughNarrower } = one;
    const rest = restByLength(this.store, one, others);
    const look = (member: number, worth: number): void => {
      const max = worth + rest[Math.min(this.store.lengths[member]!, rest.length - 1)]!;
      if (!best.wouldTake(member, max * this.#norm(member)) || this.#sums[member]! >= finished) return;
      this.#finish(wanted, member, admits, best);
    };
    const list = lists[theme]!;
    for (let at = 0; at < listLengths[theme]!; at++) look(list[at]! >>> 2, points[list[at]! & 3]!);
    for (const part of themes.narrower[theme]!)
      for (let at = 0; at < listLengths[part]!; at++) look(lists[part]![at]! >>> 2, throughNarrower);
  }

  /** Puts a member into `best`, with the whole total, when they belong there. */
  #finish(wanted: QueryTerm[], member: number, admits: (member: number) => boolean, best: TopK): void {
    this.#sums[member]! |= finished;
    if (!admits(member)) return;
    const { rows, starts, lengths, themes } = this.store;
    const [got, places, worth] = [this.#got, this.#places, this.#worth];
    const end = starts[member]! + lengths[member]!;
    for (let place = 0; place < wanted.length; place++) got[place] = 0;
    for (let at = starts[member]!; at < end; at++) {
      const interest = rows[at]!;
      const place = places[interest >>> 2]! - 1;
      if (place >= 0) got[place] = worth[4 * place + (interest & 3)]!;
      const above = themes.broader[interest >>> 2]!;
      if (above < 0) continue;
      const placeAbove = places[above]! - 1;
      // Whoever has the theme itself gets for that, which is more, before or after.
      if (placeAbove >= 0 && got[placeAbove] === 0) got[placeAbove] = worth[4 * placeAbove + 3]!;
    }
    let points = 0;
    for (let place = 0; place < wanted.length; place++) points += got[place]!;
    const total = points * this.#norm(member);
    if (best.wouldTake(member, total)) best.take(member, total);
  }

  /** The most points that the lists from `from` on can give. */
  #restOf(wanted: QueryTerm[], from: number): number {
    let rest = 0;
    for (let place = from; place < wanted.length; place++) rest += wanted[place]!.max;
    return rest;
  }

  #norm(member: number): number {
    const length = this.store.lengths[member]!;
    return length < this.#norms.length ? this.#norms[length]! : norm(length, this.store.averageLength);
  }

  #sizeOf({ theme }: QueryTerm): number {
    const { listLengths, themes } = this.store;
    return themes.narrower[theme]!.reduce((sum, part) => sum + listLengths[part]!, listLengths[theme]!);
  }

  #begin(wanted: QueryTerm[]): void {
    const { members, themes, averageLength } = this.store;
    if (this.#sums.length < members.size) this.#sums = new Uint16Array(members.capacity);
    if (this.#places.length < themes.size) this.#places = new Int16Array(themes.size + 64);
    if (this.#got.length < wanted.length) {
      this.#got = new Float64Array(2 * wanted.length);
      this.#worth = new Float64Array(8 * wanted.length);
    }
    if (this.#meeting > 0xffff0000) {
      this.#met.fill(0);
      this.#meeting = 0;
    }
    // Each place is rounded up by less than one unit.
    this.#unit = this.#restOf(wanted, 0) / (maxUnits - wanted.length);
    for (const [place, { theme, points, throughNarrower }] of wanted.entries()) {
      this.#places[theme] = place + 1;
      this.#worth.set([...points, throughNarrower], 4 * place);
    }
    for (let length = 0; length < this.#norms.length; length++) this.#norms[length] = norm(length, averageLength);
  }

  /** Forgets the sums: of the lists that were read, or of all when these are many. */
  #end(wanted: QueryTerm[], from: number, read: number): void {
    const { lists, listLengths, themes } = this.store;
    for (const { theme } of wanted) this.#places[theme] = 0;
    if (read > this.#sums.length / 32) {
      this.#sums.fill(0);
      return;
    }
    for (const { theme } of wanted.slice(0, from))
      for (const part of [theme, ...themes.narrower[theme]!])
        for (let at = 0; at < listLengths[part]!; at++) this.#sums[lists[part]![at]! >>> 2] = 0;
  }

  /** Bytes of the arrays that a ranking works in. */
  get bytes(): number {
    const arrays = [this.#sums, this.#met, this.#places, this.#worth, this.#got, this.#norms];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
