import { quarters, rarity } from "./scoring.js";
import { stances, type InterestStore } from "./interest-store.js";
import { Stance } from "../../members/member.enums.js";

/** A theme that a seeker has, as an interest or through a narrower one, with what it is worth to share it. */
export interface QueryTerm {
  theme: number;
  /** Whether the seeker has an interest in the theme itself. */
  own: boolean;
  /** Points for a member who has it too: by the stance's place in `stances`, and when they have it through a narrower one alone. */
  points: [number, number, number];
  throughNarrower: number;
  /** The most that any member can get for it. */
  max: number;
}

const [follows, seeks, offers] = [Stance.FOLLOWS, Stance.SEEKS, Stance.OFFERS].map((stance) => stances.indexOf(stance));
const opposite: Record<number, number> = { [seeks!]: offers!, [offers!]: seeks!, [follows!]: -1 };

/** What a seeker with these interests looks for, what is worth most first. */
export function queryTerms(store: InterestStore, interests: Iterable<number>): QueryTerm[] {
  const own = new Map<number, number>();
  for (const interest of interests) own.set(interest >>> 2, interest & 3);
  const themes = new Set(own.keys());
  for (const theme of own.keys()) {
    const broader = store.themes.broader[theme]!;
    if (broader >= 0) themes.add(broader);
  }
  const wanted = [...themes].map((theme) => queryTerm(store, theme, own.get(theme)));
  return wanted.sort((one, other) => other.max - one.max || one.theme - other.theme);
}

function queryTerm(store: InterestStore, theme: number, stance: number | undefined): QueryTerm {
  const worth = rarity(store.memberCount, store.reach[theme]!);
  if (stance === undefined) {
    const one = worth * quarters.one;
    return {
      theme,
      own: false,
      points: [one, one, one],
      throughNarrower: worth * quarters.neither,
      max: one,
    };
  }
  const points = stances.map(
    (_, theirs) => worth * (opposite[stance] === theirs ? quarters.complement : quarters.both),
  ) as [number, number, number];
  return { theme, own: true, points, throughNarrower: worth * quarters.one, max: Math.max(...points) };
}
