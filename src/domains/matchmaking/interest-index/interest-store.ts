import { Stance } from "../../members/member.enums.js";
import { IdInterner } from "../../../core/collections/id-interner.js";
import { ThemeTree } from "./theme-tree.js";

export const stances = [Stance.FOLLOWS, Stance.SEEKS, Stance.OFFERS] as const;

/** An interest in one number: the theme's number and the stance's place in `stances`. */
export const interestOf = (theme: number, stance: number): number => theme * 4 + stance;

/** What is kept of a member beside the interests. */
export const flag = { there: 1, suggestible: 2, forMembers: 4, account: 8 } as const;

/**
 * Who has an interest in what, both ways, in typed arrays: four bytes an interest for the member's row and four for the
 * theme's list, and what of both is kept free to grow. Lists have no order: an interest that goes leaves its place to
 * the last one.
 */
export class InterestStore {
  readonly members: IdInterner;
  readonly themes = new ThemeTree();
  /** Members that are there, and all their interests. */
  memberCount = 0;
  interestCount = 0;
  /** Members that have any interest. */
  interestedCount = 0;
  /** How many have each theme, as an interest or through a narrower one. */
  readonly reach: number[] = [];
  flags: Uint8Array;
  /** Where each member's row begins in `rows`, and how long it is. */
  starts: Uint32Array;
  lengths: Uint16Array;
  rows: Uint32Array;
  /** For each theme its members: the number times four, and the stance. */
  readonly lists: Uint32Array[] = [];
  readonly listLengths: number[] = [];
  #rowsUsed = 0;
  #rowsWasted = 0;

  constructor(capacity = 1024, interests = 8 * capacity) {
    this.members = new IdInterner(capacity);
    this.flags = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.lengths = new Uint16Array(capacity);
    this.rows = new Uint32Array(interests);
  }

  addThemes(themes: { id: string; broaderId: string | null }[]): void {
    this.themes.add(themes);
    while (this.lists.length < this.themes.size) {
      this.lists.push(new Uint32Array(4));
      this.listLengths.push(0);
      this.reach.push(0);
    }
  }

  get averageLength(): number {
    return this.memberCount === 0 ? 1 : Math.max(this.interestCount / this.memberCount, Number.MIN_VALUE);
  }

  interestsOf(member: number): Uint32Array {
    const start = this.starts[member]!;
    return this.rows.subarray(start, start + this.lengths[member]!);
  }

  /** Puts a member as they are now in the place of what was known of them. */
  set(id: string, flags: number, interests: number[]): void {
    const member = this.members.add(id);
    this.#makeRoom();
    const before = Array.from(this.interestsOf(member));
    this.#count(before, -1);
    this.memberCount += (flags & flag.there) - (this.flags[member]! & flag.there);
    this.flags[member] = flags;
    const after = flags & flag.there ? interests : [];
    for (const interest of before) if (!after.includes(interest)) this.#unlist(member, interest);
    for (const interest of after) if (!before.includes(interest)) this.#list(member, interest);
    this.#count(after, 1);
    this.interestedCount += Number(after.length > 0) - Number(before.length > 0);
    this.#writeRow(member, after);
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    const arrays = [this.flags, this.starts, this.lengths, this.rows, ...this.lists];
    return arrays.reduce((sum, array) => sum + array.byteLength, this.members.bytes);
  }

  /** Takes the rows of many members at once into an empty store. Row by row: the number of the member, the interest. */
  fill(flags: Uint8Array, owners: Uint32Array, interests: Uint32Array): void {
    const size = flags.length;
    this.flags = flags;
    this.starts = new Uint32Array(size);
    this.lengths = new Uint16Array(size);
    this.rows = new Uint32Array(Math.ceil(interests.length * 1.05) + 1024);
    const counts = new Uint32Array(this.themes.size);
    for (let row = 0; row < owners.length; row++) {
      this.lengths[owners[row]!]!++;
      counts[interests[row]! >>> 2]!++;
    }
    for (let member = 0, start = 0; member < size; start += this.lengths[member++]!) this.starts[member] = start;
    for (const [theme, count] of counts.entries()) this.lists[theme] = new Uint32Array(count + (count >>> 5) + 4);
    const next = this.starts.slice();
    for (let row = 0; row < owners.length; row++) {
      const [owner, interest] = [owners[row]!, interests[row]!];
      this.rows[next[owner]!++] = interest;
    }
    for (let member = 0; member < size; member++) {
      if (flags[member]! & flag.there) this.memberCount++;
      const row = this.interestsOf(member);
      if (row.length > 0) this.interestedCount++;
      for (const interest of row) {
        const theme = interest >>> 2;
        this.lists[theme]![this.listLengths[theme]!++] = member * 4 + (interest & 3);
      }
      this.#count(row, 1);
    }
    this.#rowsUsed = interests.length;
  }

  /** Counts interests, and whom each theme and broader theme reaches. */
  #count(interests: Iterable<number>, by: 1 | -1): void {
    const reached = new Set<number>();
    for (const interest of interests) {
      const theme = interest >>> 2;
      reached.add(theme);
      if (this.themes.broader[theme]! >= 0) reached.add(this.themes.broader[theme]!);
      this.interestCount += by;
    }
    for (const theme of reached) this.reach[theme]! += by;
  }

  #list(member: number, interest: number): void {
    const theme = interest >>> 2;
    let list = this.lists[theme]!;
    const length = this.listLengths[theme]!;
    if (length === list.length) {
      // By an eighth: what is kept free must not grow with the list.
      const longer = new Uint32Array(length + (length >>> 3) + 4);
      longer.set(list);
      list = this.lists[theme] = longer;
    }
    list[length] = member * 4 + (interest & 3);
    this.listLengths[theme] = length + 1;
  }

  #unlist(member: number, interest: number): void {
    const theme = interest >>> 2;
    const list = this.lists[theme]!;
    const last = --this.listLengths[theme]!;
    const at = list.subarray(0, last).indexOf(member * 4 + (interest & 3));
    if (at >= 0) list[at] = list[last]!;
  }

  #writeRow(member: number, interests: number[]): void {
    if (interests.length > this.lengths[member]!) {
      this.#rowsWasted += this.lengths[member]!;
      if (this.#rowsUsed + interests.length > this.rows.length) this.#growRows(interests.length);
      this.starts[member] = this.#rowsUsed;
      this.#rowsUsed += interests.length;
    } else this.#rowsWasted += this.lengths[member]! - interests.length;
    this.rows.set(interests, this.starts[member]);
    this.lengths[member] = interests.length;
  }

  /** Makes room at the end of the rows; when much of them is waste, by moving them together. */
  #growRows(more: number): void {
    const live = this.#rowsUsed - this.#rowsWasted;
    const rows = new Uint32Array(Math.ceil((live + more) * 1.125) + 1024);
    let used = 0;
    for (let member = 0; member < this.members.size; member++) {
      const row = this.interestsOf(member);
      rows.set(row, used);
      this.starts[member] = used;
      used += row.length;
    }
    this.rows = rows;
    this.#rowsUsed = used;
    this.#rowsWasted = 0;
  }

  #makeRoom(): void {
    if (this.members.size <= this.flags.length) return;
    const capacity = Math.max(this.members.capacity, this.members.size);
    const [flags, starts, lengths] = [new Uint8Array(capacity), new Uint32Array(capacity), new Uint16Array(capacity)];
    flags.set(this.flags);
    starts.set(this.starts);
    lengths.set(this.lengths);
    [this.flags, this.starts, this.lengths] = [flags, starts, lengths];
  }
}
