import { affinities, rarities, type Participant } from "./seating.affinity.js";

export interface SeatedTable {
  /** The ids of who sits there, in their order. */
  members: string[];
  /** The ids of the themes that at least two of them have an interest in, the one that says most first. */
  themes: string[];
}

/**
 * Comparisons of two who might change places, over all attempts: what bounds the time, by count and not by the clock.
 */
const maxComparisons = 4_000_000;
const maxAttempts = 24;

/**
 * Seats everybody at as few tables of at most `size` as there can be, as even as can be (sizes differ by one at most),
 * so that
 *
 *     Σ over tables, over pairs i < j at one table, of a(i, j)
 *
 * is high, with a of `affinities`: rare themes in common, less for the same organisation and the same sector. To find
 * the highest is hard (it is the clique partitioning problem), so this is what can be had in milliseconds: tables are
 * filled one by one, each begun by who has most in common with everybody and continued by who fits best; then, round by
 * round, everybody in turn changes places with the one at another table with whom that gains most (the exchange of
 * Kernighan and Lin, An Efficient Heuristic Procedure for Partitioning Graphs, 1970), until a round changes nothing.
 * The same is tried from shuffled beginnings, and the best is kept, until the attempts or the comparisons are used up:
 * a few people may be stuck in a poor seating, many are not, and have no time for another. Everything goes by id where
 * it is equal and the shuffling is always the same, so that the same participants get the same tables, in whatever
 * order they come.
 */
export function seat(participants: readonly Participant[], size: number): SeatedTable[] {
  const present = [...participants].sort((a, b) => (a.id < b.id ? -1 : 1));
  const affinity = affinities(present);
  const count = Math.ceil(present.length / size);
  let best = greedy(affinity, present.length, count);
  let left = improve(affinity, best, count, maxComparisons);
  const shuffled = Int32Array.from(present, (_, place) => place % count);
  const random = randomNumbers();
  for (let attempt = 1; attempt < maxAttempts && left > 0 && count > 1; attempt++) {
    shuffle(shuffled, random);
    const tried = shuffled.slice();
    left = improve(affinity, tried, count, left);
    if (sum(affinity, tried) > sum(affinity, best)) best = tried;
  }
  const tables = Array.from({ length: count }, (): Participant[] => []);
  present.forEach((participant, place) => tables[best[place]!]!.push(participant));
  const weights = rarities(present);
  return tables.map((table) => ({ members: table.map(({ id }) => id), themes: sharedThemes(table, weights) }));
}

/** The table of each, filled one after the other. */
function greedy(affinity: Int32Array, size: number, count: number): Int32Array {
  const tableOf = new Int32Array(size).fill(-1);
  const total = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) total[i]! += affinity[i * size + j]!;
  for (let table = 0; table < count; table++) {
    const places = Math.floor(size / count) + (table < size % count ? 1 : 0);
    const fit = new Float64Array(size);
    for (let taken = 0; taken < places; taken++) {
      const value = taken === 0 ? total : fit;
      let best = -1;
      for (let i = 0; i < size; i++) if (tableOf[i] === -1 && (best === -1 || value[i]! > value[best]!)) best = i;
      tableOf[best] = table;
      for (let i = 0; i < size; i++) fit[i]! += affinity[best * size + i]!;
    }
  }
  return tableOf;
}

/** Changes places two by two as long as that gains; gives how many comparisons are left. */
function improve(affinity: Int32Array, tableOf: Int32Array, count: number, comparisons: number): number {
  const size = tableOf.length;
  // How well each would sit at each table, as it is seated.
  const fit = new Float64Array(size * count);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) fit[i * count + tableOf[j]!]! += affinity[i * size + j]!;

  const moveTo = (i: number, table: number): void => {
    const from = tableOf[i]!;
    for (let j = 0; j < size; j++) {
      fit[j * count + from]! -= affinity[i * size + j]!;
      fit[j * count + table]! += affinity[i * size + j]!;
    }
    tableOf[i] = table;
  };

  let left = comparisons;
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < size; i++) {
      if ((left -= size) < 0) return 0;
      const here = tableOf[i]!;
      let [best, gain] = [-1, 0];
      for (let j = 0; j < size; j++) {
        const there = tableOf[j]!;
        if (there === here) continue;
        const forOne = fit[i * count + there]! - fit[i * count + here]!;
        const forOther = fit[j * count + here]! - fit[j * count + there]!;
        const gained = forOne + forOther - 2 * affinity[i * size + j]!;
        if (gained > gain) [best, gain] = [j, gained];
      }
      if (best === -1) continue;
      const there = tableOf[best]!;
      moveTo(i, there);
      moveTo(best, here);
      changed = true;
    }
  }
  return left;
}

/** What is to be high, of a whole seating. */
function sum(affinity: Int32Array, tableOf: Int32Array): number {
  const size = tableOf.length;
  let total = 0;
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) if (tableOf[i] === tableOf[j]) total += affinity[i * size + j]!;
  return total;
}

/** Whole numbers below a bound, the same sequence every time (Park and Miller, Random Number Generators, 1988). */
function randomNumbers(): (bound: number) => number {
  let state = 1;
  return (bound) => (state = (state * 48_271) % 2_147_483_647) % bound;
}

function shuffle(values: Int32Array, random: (bound: number) => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}

/** The themes that at least two at the table have, the one that adds most to the table's sum first. */
function sharedThemes(table: Participant[], weights: Map<string, number>): string[] {
  const held = new Map<string, number>();
  for (const { themes } of table) for (const theme of themes) held.set(theme, (held.get(theme) ?? 0) + 1);
  const gain = ([theme, count]: [string, number]): number => (weights.get(theme)! * count * (count - 1)) / 2;
  return [...held]
    .filter(([, count]) => count > 1)
    .sort((a, b) => gain(b) - gain(a) || (a[0] < b[0] ? -1 : 1))
    .map(([theme]) => theme);
}
