import { Stance } from "../../members/member.enums.js";
import { stances, type InterestStore } from "./interest-store.js";
import { quarters, rarity } from "./scoring.js";

/** A theme of the query, named in an interest or broader than one, with the weights of sharing it. */
export interface QueryTerm {
  theme: number;
  /** Whether an interest of the query names the theme itself. */
  isOwn: boolean;
  /** For a member who has an interest in the theme itself, by the stance's position in `stances`. */
  weights: [number, number, number];
  /** For a member who has it through a narrower theme alone. */
  narrowerWeight: number;
  /** The most that any member can get for it. */
  maxWeight: number;
}

const [follows, seeks, offers] = [Stance.FOLLOWS, Stance.SEEKS, Stance.OFFERS].map((stance) => stances.indexOf(stance));
const complementOf: Record<number, number> = { [seeks!]: offers!, [offers!]: seeks!, [follows!]: -1 };

/** The terms of a query with these interests, the highest weight first. */
export function queryTerms(store: InterestStore, interests: Iterable<number>): QueryTerm[] {
  const own = new Map<number, number>();
  for (const interest of interests) own.set(interest >>> 2, interest & 3);
  const themes = new Set(own.keys());
  for (const theme of own.keys()) {
    const broader = store.themes.broader[theme]!;
    if (broader >= 0) themes.add(broader);
  }
  const terms = [...themes].map((theme) => queryTerm(store, theme, own.get(theme)));
  return terms.sort((one, other) => other.maxWeight - one.maxWeight || one.theme - other.theme);
}

function queryTerm(store: InterestStore, theme: number, stance: number | undefined): QueryTerm {
  const weight = rarity(store.memberCount, store.reach[theme]!);
  if (stance === undefined) {
    const one = weight * quarters.one;
    return {
      theme,
      isOwn: false,
      weights: [one, one, one],
      narrowerWeight: weight * quarters.neither,
      maxWeight: one,
    };
  }
  const weights = stances.map(
    (_, theirs) => weight * (complementOf[stance] === theirs ? quarters.complement : quarters.both),
  ) as [number, number, number];
  return { theme, isOwn: true, weights, narrowerWeight: weight * quarters.one, maxWeight: Math.max(...weights) };
}
