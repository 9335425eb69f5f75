/** A UUID as four words, and as text. */
const wordsOf = (id: string): [number, number, number, number] => {
  const hex = id.replaceAll("-", "");
  return [0, 8, 16, 24].map((from) => parseInt(hex.slice(from, from + 8), 16)) as [number, number, number, number];
};

const hash = (a: number, b: number, c: number, d: number): number => {
  // The first words of a UUIDv7 are its time: close together for all who came in one import.
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(c ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

/** Numbers ids from 0 on, in typed arrays: 16 bytes for an id and 8 to 16 to find it again. */
export class IdInterner {
  size = 0;
  #words: Uint32Array;
  /** Open addressing, numbers plus one; never more than half full. */
  #slots: Int32Array;

  constructor(capacity = 1024) {
    this.#words = new Uint32Array(4 * capacity);
    this.#slots = new Int32Array(1 << (32 - Math.clz32(2 * capacity - 1)));
  }

  get capacity(): number {
    return this.#words.length / 4;
  }

  get bytes(): number {
    return this.#words.byteLength + this.#slots.byteLength;
  }

  /** The number of an id; -1 for one that has none. */
  find(id: string): number {
    return this.findWords(...wordsOf(id));
  }

  /** The number here of the id that has `number` there; -1 for one that has none. */
  findAs(there: IdInterner, number: number): number {
    const [words, at] = [there.#words, 4 * number];
    return this.findWords(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!);
  }

  findWords(a: number, b: number, c: number, d: number): number {
    return this.#slots[this.#slotOf(a, b, c, d)]! - 1;
  }

  /** The number of an id, a new one when it has none. */
  add(id: string): number {
    return this.addWords(...wordsOf(id));
  }

  addWords(a: number, b: number, c: number, d: number): number {
    const slot = this.#slotOf(a, b, c, d);
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    const number = this.size++;
    if (number >= this.capacity) {
      const words = new Uint32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
    }
    this.#words.set([a, b, c, d], 4 * number);
    this.#slots[slot] = number + 1;
    if (2 * this.size > this.#slots.length) this.#rehash();
    return number;
  }

  idOf(number: number): string {
    const hex = Array.from(this.#words.subarray(4 * number, 4 * number + 4), (word) =>
      word.toString(16).padStart(8, "0"),
    ).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** Below 0 when the id of `one` comes before that of `other`, as PostgreSQL orders ids. */
  compare(one: number, other: number): number {
    for (let word = 0; word < 4; word++) {
      const difference = this.#words[4 * one + word]! - this.#words[4 * other + word]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #slotOf(a: number, b: number, c: number, d: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1;
      if (number < 0) return slot;
      const at = 4 * number;
      const words = this.#words;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return slot;
    }
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let number = 0; number < this.size; number++) {
      const [a, b, c, d] = this.#words.subarray(4 * number, 4 * number + 4);
      this.#slots[this.#slotOf(a!, b!, c!, d!)] = number + 1;
    }
  }
}
