import { norm } from "../scoring.js";
import { Best, type Ranked } from "./best.js";
import { boundWith, restBounds } from "./bounds.js";
import type { InterestStore } from "./interest-store.js";
import type { Wanted } from "./seeker.js";

/** Lists that are shorter than this are added up without asking whether they matter. */
const shortList = 1_000;
/** How many of those who lead are finished to learn what it takes to be among the first. */
const leaders = 128;

/**
 * Exact top-k over the lists of a seeker's themes. The rarest lists are added up first. Before each longer one, those who lead among
 * who was met twice are finished from their own rows, which tells what total it takes; once the rest of the lists cannot lift anybody
 * new to it, all who still can get there are finished so, and the common lists are not read at all.
 */
export class Ranking {
  /** How many lists the last ranking did not have to read. */
  listsSkipped = 0;
  #points = new Float64Array(0);
  /** The last theme in whose list, or in that of a narrower one, a member was met. */
  #met = new Uint32Array(0);
  #meeting = 0;
  #touched = new Uint32Array(0);
  /** Who was met in a second list, or a third: maybe several times. */
  #metAgain: number[] = [];
  /** The place of each wanted theme, plus one. */
  #places = new Int16Array(0);
  /** What a member who is being finished has got for each place. */
  #got = new Float64Array(64);
  #norms = new Float64Array(256);

  constructor(readonly store: InterestStore) {}

  /** The first `k` of those that `admits` lets in, the best first. `wanted` is in the order of what is worth most. */
  top(wanted: Wanted[], k: number, admits: (member: number) => boolean): Ranked[] {
    if (k === 0 || wanted.length === 0) return [];
    this.#begin(wanted);
    const best = new Best(this.store, k);
    const touched = this.#addUp(wanted, k, admits, best);
    for (let at = 0; at < touched; at++) this.#points[this.#touched[at]!] = 0;
    this.#metAgain = [];
    for (const { theme } of wanted) this.#places[theme] = 0;
    return best.sorted();
  }

  /** Adds lists up, puts the best into `best`, and tells how many members were touched. */
  #addUp(wanted: Wanted[], k: number, admits: (member: number) => boolean, best: Best): number {
    const bounds = restBounds(this.store, wanted);
    /** Where those begin whom each list was the first to meet. */
    const begins = [0];
    let [touched, place, needed] = [0, 0, 0];
    for (; place < wanted.length; place++) {
      const theme = wanted[place]!;
      if (this.#metAgain.length >= k && this.#sizeOf(theme) > Math.max(shortList, touched / 4)) {
        needed = this.#needed(wanted, place, k, admits);
        if (bounds[place]! < needed) break;
      }
      touched = this.#add(theme, touched);
      begins.push(touched);
    }
    this.listsSkipped = wanted.length - place;
    this.#finish(wanted, place, begins, needed, admits, best);
    return touched;
  }

  #add({ theme, points, throughNarrower }: Wanted, before: number): number {
    const { lists, listLengths, themes } = this.store;
    const [all, touchedMembers, metAgain] = [this.#points, this.#touched, this.#metAgain];
    const narrower = themes.narrower[theme]!;
    let touched = before;
    const list = lists[theme]!;
    const length = listLengths[theme]!;
    const [first, second, third] = points;
    for (let at = 0; at < length; at++) {
      const entry = list[at]!;
      const member = entry >>> 2;
      const stance = entry & 3;
      const had = all[member]!;
      if (had === 0) touchedMembers[touched++] = member;
      else metAgain.push(member);
      all[member] = had + (stance === 0 ? first : stance === 1 ? second : third);
    }
    return narrower.length === 0 ? touched : this.#addNarrower(theme, narrower, throughNarrower, touched);
  }

  /** Adds what comes through narrower themes, once a member, and not to who has the theme itself. */
  #addNarrower(theme: number, narrower: number[], points: number, before: number): number {
    const { lists, listLengths } = this.store;
    const [all, met, touchedMembers, metAgain] = [this.#points, this.#met, this.#touched, this.#metAgain];
    const meeting = ++this.#meeting;
    const list = lists[theme]!;
    for (let at = 0; at < listLengths[theme]!; at++) met[list[at]! >>> 2] = meeting;
    let touched = before;
    for (const part of narrower) {
      const partList = lists[part]!;
      const length = listLengths[part]!;
      for (let at = 0; at < length; at++) {
        const member = partList[at]! >>> 2;
        if (met[member] === meeting) continue;
        met[member] = meeting;
        const had = all[member]!;
        if (had === 0) touchedMembers[touched++] = member;
        else metAgain.push(member);
        all[member] = had + points;
      }
    }
    return touched;
  }

  /** A total that k members who are let in have, at least: those who lead now, finished. 0 when there are fewer. */
  #needed(wanted: Wanted[], from: number, k: number, admits: (member: number) => boolean): number {
    const leading = new Best(this.store, Math.max(leaders, 2 * k));
    for (const member of this.#metAgain) {
      const total = this.#points[member]! * this.#norm(member);
      if (total > leading.least && admits(member)) leading.take(member, total);
    }
    const totals = [...new Set(leading.all)].map((member) => this.#total(wanted, from, member, this.#points[member]!));
    return totals.sort((one, other) => other - one)[k - 1] ?? 0;
  }

  /** Finishes everybody who can still have the total needed, and puts the best of them into `best`. */
  #finish(
    wanted: Wanted[],
    from: number,
    begins: number[],
    needed: number,
    admits: (member: number) => boolean,
    best: Best,
  ): void {
    let rest = 0;
    for (let place = from; place < wanted.length; place++) rest += wanted[place]!.most;
    const finish = (member: number): void => {
      const points = this.#points[member]!;
      // Below zero: finished already.
      if (points <= 0) return;
      this.#points[member] = -points;
      const most = (points + rest) * this.#norm(member);
      if (most < needed || most < best.least) return;
      const total = from === wanted.length ? most : this.#total(wanted, from, member, points);
      if (best.wouldTake(member, total) && admits(member)) best.take(member, total);
    };
    for (const member of this.#metAgain) finish(member);
    for (let place = 0; place < from; place++) {
      // Who was met in this list alone.
      if (boundWith(this.store, wanted[place]!, wanted.slice(from)) < Math.max(needed, best.least)) continue;
      for (let at = begins[place]!; at < begins[place + 1]!; at++) finish(this.#touched[at]!);
    }
  }

  /** A member's whole total, when everything before `from` was added up. */
  #total(wanted: Wanted[], from: number, member: number, before: number): number {
    const { rows, starts, lengths, themes } = this.store;
    const [got, places] = [this.#got, this.#places];
    const end = starts[member]! + lengths[member]!;
    for (let place = from; place < wanted.length; place++) got[place] = 0;
    for (let at = starts[member]!; at < end; at++) {
      const interest = rows[at]!;
      const place = places[interest >>> 2]! - 1;
      if (place >= from) got[place] = wanted[place]!.points[interest & 3]!;
      const above = themes.broader[interest >>> 2]!;
      if (above < 0) continue;
      const placeAbove = places[above]! - 1;
      // Whoever has the theme itself gets for that, which is more, before or after.
      if (placeAbove >= from && got[placeAbove] === 0) got[placeAbove] = wanted[placeAbove]!.throughNarrower;
    }
    let points = before;
    for (let place = from; place < wanted.length; place++) points += got[place]!;
    return points * this.#norm(member);
  }

  #norm(member: number): number {
    const length = this.store.lengths[member]!;
    return length < this.#norms.length ? this.#norms[length]! : norm(length, this.store.averageLength);
  }

  #sizeOf({ theme }: Wanted): number {
    const { listLengths, themes } = this.store;
    return themes.narrower[theme]!.reduce((sum, part) => sum + listLengths[part]!, listLengths[theme]!);
  }

  #begin(wanted: Wanted[]): void {
    const { members, themes, averageLength } = this.store;
    this.listsSkipped = 0;
    if (this.#points.length < members.size) {
      this.#points = new Float64Array(members.capacity);
      this.#met = new Uint32Array(members.capacity);
      this.#touched = new Uint32Array(members.capacity);
      this.#meeting = 0;
    }
    if (this.#places.length < themes.size) this.#places = new Int16Array(themes.size + 64);
    if (this.#got.length < wanted.length) this.#got = new Float64Array(2 * wanted.length);
    if (this.#meeting > 0xffff0000) {
      this.#met.fill(0);
      this.#meeting = 0;
    }
    for (const [place, { theme }] of wanted.entries()) this.#places[theme] = place + 1;
    for (let length = 0; length < this.#norms.length; length++) this.#norms[length] = norm(length, averageLength);
  }

  /** Bytes of the arrays that a ranking works in. */
  get bytes(): number {
    const arrays = [this.#points, this.#met, this.#touched, this.#places, this.#got, this.#norms];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
