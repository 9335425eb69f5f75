import type { InterestStore } from "../interest-index/interest-store.js";
import { stances } from "../interest-index/interest-store.js";
import type { QueryTerm } from "../interest-index/query-terms.js";
import type { Stance } from "../../members/member.enums.js";
import { isComplement } from "../interest-index/scoring.js";

/** A theme that a suggestion rests on. */
export interface SharedInterest {
  /** The seeker's theme. */
  themeId: string;
  /** The broader theme that both come together in, when the member has not the seeker's own theme. */
  throughId: string | null;
  /** Its share of the points, 0..1; together they make 1. */
  share: number;
  seekerStance: Stance;
  /** Null when the member has not the theme itself. */
  memberStance: Stance | null;
}

/** What a member shares with a seeker, what counts most first. The shares are those of the ranking's points. */
export function sharedInterests(
  store: InterestStore,
  wanted: QueryTerm[],
  seekerInterests: Uint32Array,
  member: number,
): SharedInterest[] {
  const { broader } = store.themes;
  const seekers = stanceByTheme(seekerInterests);
  const members = stanceByTheme(store.interestsOf(member));
  const reached = new Set([...members.keys()].map((theme) => broader[theme]!));
  const points = new Map<number, number>();
  const through = new Map<number, number>();
  const add = (theme: number, more: number): void => void points.set(theme, (points.get(theme) ?? 0) + more);
  for (const { theme, own, points: worth } of wanted)
    if (own && members.has(theme)) add(theme, worth[members.get(theme)!]!);
  for (const { theme, own, points: worth, throughNarrower } of wanted) {
    const theirs = members.get(theme);
    if (own && theirs !== undefined) continue;
    const more = theirs !== undefined ? worth[theirs]! : reached.has(theme) ? throughNarrower : 0;
    if (more === 0) continue;
    // What both have below the broader theme says it already; else it is told of the seeker's own theme there.
    const narrower = wanted.filter((one) => one.own && broader[one.theme] === theme);
    const told = narrower.find((one) => points.has(one.theme))?.theme ?? (own ? theme : narrower[0]!.theme);
    if (!points.has(told)) through.set(told, theme);
    add(told, more);
  }
  const total = [...points.values()].reduce((sum, one) => sum + one, 0);
  const idOf = (theme: number): string => store.themes.ids[theme]!;
  return [...points]
    .sort(([one, more], [other, most]) => most - more || one - other)
    .map(([theme, worth]) => ({
      themeId: idOf(theme),
      throughId: through.has(theme) ? idOf(through.get(theme)!) : null,
      share: worth / total,
      seekerStance: stances[seekers.get(theme)!]!,
      memberStance: members.has(theme) && !through.has(theme) ? stances[members.get(theme)!]! : null,
    }));
}

/** Where one seeks what the other offers. */
export const isComplementary = ({ seekerStance, memberStance }: SharedInterest): boolean =>
  memberStance !== null && isComplement(seekerStance, memberStance);

const stanceByTheme = (interests: Uint32Array): Map<number, number> =>
  new Map(Array.from(interests, (interest) => [interest >>> 2, interest & 3]));
