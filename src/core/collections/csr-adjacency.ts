export type Numbers = ArrayLike<number> & Iterable<number>;

/** Rows of two columns, as parallel arrays of dense numbers. */
export interface Pairs {
  from: Numbers;
  to: Numbers;
}

/** A to-many relation: for each row, numbered from 0, the numbers of its items. */
export interface Relation {
  count: (row: number) => number;
  each: (row: number, visit: (item: number) => void) => void;
}

/** Compressed sparse rows: row i has `items[starts[i]]` to before `items[starts[i + 1]]`. */
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

export const pairsOf = (pairs: readonly (readonly [number, number])[]): Pairs => ({
  from: Int32Array.from(pairs, ([from]) => from),
  to: Int32Array.from(pairs, ([, to]) => to),
});

/** Rows by `from`, the items in the order of the pairs. */
export const adjacencyOf = (rowCount: number, from: Numbers, to: Numbers): CsrAdjacency =>
  labelledAdjacency(rowCount, from, to).adjacency;

/** Rows by `from`, with `labelOf` of each pair in the order of the items. */
export function labelledAdjacency(
  rowCount: number,
  from: Numbers,
  to: Numbers,
  labelOf?: ArrayLike<number>,
): { adjacency: CsrAdjacency; labels: Uint8Array } {
  const starts = new Int32Array(rowCount + 1);
  for (const row of from) starts[row + 1]!++;
  for (let row = 0; row < rowCount; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const items = new Int32Array(from.length);
  const labels = new Uint8Array(labelOf ? from.length : 0);
  for (let row = 0; row < from.length; row++) {
    const position = next[from[row]!]!++;
    items[position] = to[row]!;
    if (labelOf) labels[position] = labelOf[row]!;
  }
  return { adjacency: new CsrAdjacency(starts, items), labels };
}

/** Both directions of each pair, each item once and in ascending order; pairs of a number with itself are dropped. */
export function symmetricAdjacency(rowCount: number, { from, to }: Pairs): CsrAdjacency {
  const both = new Int32Array(from.length * 2);
  const others = new Int32Array(from.length * 2);
  for (let row = 0; row < from.length; row++) {
    both[row] = others[from.length + row] = from[row]!;
    others[row] = both[from.length + row] = to[row]!;
  }
  const { starts, items } = adjacencyOf(rowCount, both, others);
  const distinctStarts = new Int32Array(rowCount + 1);
  let size = 0;
  for (let row = 0; row < rowCount; row++) {
    const sorted = items.subarray(starts[row], starts[row + 1]).sort();
    let last = row;
    // In place: writing never overtakes reading.
    for (const item of sorted) if (item !== last && item !== row) items[size++] = last = item;
    distinctStarts[row + 1] = size;
  }
  return new CsrAdjacency(distinctStarts, items.slice(0, size));
}

/** One more than the largest of the numbers: how many rows they need. */
export function rowCountOf(numbers: Iterable<number>): number {
  let count = 0;
  for (const number of numbers) count = Math.max(count, number + 1);
  return count;
}
