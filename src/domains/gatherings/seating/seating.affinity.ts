import { themeRarity } from "../../themes/theme-rarity.js";

/** Somebody to be seated. */
export interface Participant {
  id: string;
  /** The ids of the themes of interest, each once. */
  themes: readonly string[];
  /** Null when unknown: then it equals nobody's. */
  organisation: string | null;
  sector: string | null;
  /** The ids of those whom the participant blocked. */
  avoids: readonly string[];
}

/** By how many usual overlaps it counts against sitting together that two are of one organisation, or of one sector. */
const sameOrganisation = 2;
const sameSector = 0.5;
/** Far below all overlaps of a table together. */
const blockedAffinity = -1_000_000_000;
/** Rarities are whole ten-thousandths, so that sums are the same whatever the order of adding. */
const precision = 10_000;

/** The rarity of each theme among these participants in ten-thousandths, by its id. */
export function rarities(participants: readonly Participant[]): Map<string, number> {
  const holders = new Map<string, number>();
  for (const { themes } of participants) for (const theme of themes) holders.set(theme, (holders.get(theme) ?? 0) + 1);
  const rarity = (count: number): number => Math.round(precision * themeRarity(participants.length, count));
  return new Map([...holders].map(([theme, count]) => [theme, rarity(count)]));
}

/**
 * How well each two sit together, row by row: what `seat` sums.
 *
 *     a(i, j) = Σ over shared themes of rarity − u · (2 when of one organisation + ½ when of one sector)
 *
 * with u the mean overlap of those who share anything at all (1 when nobody does): a colleague has to share three times
 * as much as others to be the better neighbour. Two of whom one blocked the other are far below that.
 */
export function affinities(participants: readonly Participant[]): Int32Array {
  const size = participants.length;
  const all = new Int32Array(size * size);
  const seats = new Map(participants.map(({ id }, seat) => [id, seat]));

  const holders = groups(participants, ({ themes }) => themes);
  const weights = rarities(participants);
  for (const [theme, held] of holders) eachPair(held, (i, j) => void (all[i * size + j]! += weights.get(theme)!));

  let [sum, sharing] = [0, 0];
  for (const overlap of all)
    if (overlap > 0) {
      sum += overlap;
      sharing++;
    }
  const usual = sharing > 0 ? sum / sharing : precision;
  const penalize = (alike: (participant: Participant) => string | null, weight: number): void => {
    const penalty = Math.round(weight * usual);
    for (const held of groups(participants, (participant) =>
      [alike(participant)].filter((key) => key !== null),
    ).values())
      eachPair(held, (i, j) => void (all[i * size + j]! -= penalty));
  };
  penalize(({ organisation }) => organisation, sameOrganisation);
  penalize(({ sector }) => sector, sameSector);

  participants.forEach(({ avoids }, i) => {
    for (const id of avoids) {
      const j = seats.get(id);
      if (j !== undefined) all[Math.min(i, j) * size + Math.max(i, j)] = blockedAffinity;
    }
  });
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) all[i * size + j] = all[j * size + i]!;
  return all;
}

/** The places of the participants that have each key. */
function groups(participants: readonly Participant[], keys: (participant: Participant) => readonly string[]) {
  const found = new Map<string, number[]>();
  participants.forEach((participant, place) => {
    for (const key of keys(participant)) {
      const group = found.get(key);
      if (group) group.push(place);
      else found.set(key, [place]);
    }
  });
  return found;
}

function eachPair(places: number[], visit: (lower: number, higher: number) => void): void {
  for (let i = 0; i < places.length; i++) for (let j = i + 1; j < places.length; j++) visit(places[i]!, places[j]!);
}
