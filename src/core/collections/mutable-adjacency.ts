import { CsrAdjacency, type Relation } from "./csr-adjacency.js";

/** A relation that changes: most rows as they were loaded, and beside them those that have changed since. */
export class MutableAdjacency implements Relation {
  readonly #changed = new Map<number, number[]>();

  constructor(readonly loaded: CsrAdjacency = new CsrAdjacency(new Int32Array(1), new Int32Array(0))) {}

  count(row: number): number {
    const changed = this.#changed.get(row);
    if (changed) return changed.length;
    return this.#isLoaded(row) ? this.loaded.count(row) : 0;
  }

  each(row: number, visit: (item: number) => void): void {
    const changed = this.#changed.get(row);
    if (changed) for (const item of changed) visit(item);
    else if (this.#isLoaded(row)) this.loaded.each(row, visit);
  }

  has(row: number, item: number): boolean {
    let found = false;
    this.each(row, (other) => (found ||= other === item));
    return found;
  }

  items(row: number): number[] {
    const items: number[] = [];
    this.each(row, (item) => items.push(item));
    return items;
  }

  add(row: number, item: number): void {
    const items = this.items(row);
    if (!items.includes(item)) this.#changed.set(row, [...items, item]);
  }

  remove(row: number, item: number): void {
    this.#changed.set(
      row,
      this.items(row).filter((other) => other !== item),
    );
  }

  get bytes(): number {
    let bytes = this.loaded.starts.byteLength + this.loaded.items.byteLength;
    for (const items of this.#changed.values()) bytes += 64 + 8 * items.length;
    return bytes;
  }

  #isLoaded = (row: number): boolean => row + 1 < this.loaded.starts.length;
}
