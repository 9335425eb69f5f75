import type { Stance } from "../../members/member.enums.js";
import { stances } from "../interest-index/interest-store.js";
import { isComplement } from "../interest-index/scoring.js";
import type { SuggestionQuery } from "../query/suggestion-query.js";

/** A theme that a suggestion rests on. */
export interface SharedInterest {
  /** The target's theme. */
  themeId: string;
  /** The broader theme that joins both, when the member has not the target's own theme. */
  throughId: string | null;
  /** Its share of the score by themes, 0..1; together they make 1. */
  share: number;
  targetStance: Stance;
  /** Null when the member has not the theme itself. */
  memberStance: Stance | null;
}

/** What a member shares with the target, the highest weight first. The shares are those of the score by themes. */
export function sharedInterests({ store, terms, interests }: SuggestionQuery, member: number): SharedInterest[] {
  const { broader } = store.themes;
  const targetStances = stanceByTheme(interests);
  const memberStances = stanceByTheme(store.interestsOf(member));
  const broaderThemes = new Set([...memberStances.keys()].map((theme) => broader[theme]!));
  const weights = new Map<number, number>();
  const through = new Map<number, number>();
  const add = (theme: number, weight: number): void => void weights.set(theme, (weights.get(theme) ?? 0) + weight);
  for (const term of terms)
    if (term.isOwn && memberStances.has(term.theme)) add(term.theme, term.weights[memberStances.get(term.theme)!]!);
  for (const { theme, isOwn, weights: byStance, narrowerWeight } of terms) {
    const stance = memberStances.get(theme);
    if (isOwn && stance !== undefined) continue;
    const weight = stance !== undefined ? byStance[stance]! : broaderThemes.has(theme) ? narrowerWeight : 0;
    if (weight === 0) continue;
    // It counts for a theme below the broader one that both have; else for the target's own theme there.
    const narrower = terms.filter((one) => one.isOwn && broader[one.theme] === theme);
    const named = narrower.find((one) => weights.has(one.theme))?.theme ?? (isOwn ? theme : narrower[0]!.theme);
    if (!weights.has(named)) through.set(named, theme);
    add(named, weight);
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const idOf = (theme: number): string => store.themes.ids[theme]!;
  return [...weights]
    .sort(([one, weight], [other, otherWeight]) => otherWeight - weight || one - other)
    .map(([theme, weight]) => ({
      themeId: idOf(theme),
      throughId: through.has(theme) ? idOf(through.get(theme)!) : null,
      share: weight / total,
      targetStance: stances[targetStances.get(theme)!]!,
      memberStance: memberStances.has(theme) && !through.has(theme) ? stances[memberStances.get(theme)!]! : null,
    }));
}

/** Where one seeks what the other offers. */
export const isComplementary = ({ targetStance, memberStance }: SharedInterest): boolean =>
  memberStance !== null && isComplement(targetStance, memberStance);

const stanceByTheme = (interests: Uint32Array): Map<number, number> =>
  new Map(Array.from(interests, (interest) => [interest >>> 2, interest & 3]));
