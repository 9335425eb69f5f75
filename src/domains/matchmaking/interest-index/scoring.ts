import { Stance } from "../../members/member.enums.js";
import { themeRarity } from "../../themes/theme-rarity.js";

/**
 * How alike two members are by their themes alone: what stands behind every suggestion for which the network has not
 * learned better.
 *
 *     score(A, B) = norm(B) · Σ over themes t of rarity(t) · x_A(t) · x_B(t) · c(t)
 *
 * - x(t) is 1 for a theme that the member has an interest in, ½ for the broader theme of one, else 0: so a theme also
 *   matches through its broader theme, at a discount (the expansion of vectors over a hierarchy of Ganesan, Garcia-Molina
 *   and Widom, Exploiting Hierarchical Domain Structure to Compute Similarity, 2003);
 * - rarity(t) = ln(1 + (N − n + ½) / (n + ½)), with N all members and n those for whom x(t) > 0, and
 *   norm(B) = (k + 1) / (1 + k · (1 − b + b · |B| / average)), with |B| the number of B's interests, k = 1.2 and
 *   b = 0.75: the weights of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009), by which a rare
 *   theme says more than a common one, and a theme of who has few more than one of who has a hundred;
 * - c(t) is 2½ where one seeks what the other offers, else 1.
 *
 * Rarities are rounded to a millionth and everything below the norm is summed in whole numbers, so that equal sums are
 * equal whatever the order of adding. Ties go by member id.
 */
const k = 1.2;
const b = 0.75;

/** Weights of themes are millionths of rarity, times four: so halves and quarters of them are whole numbers. */
const millionths = 1_000_000;

/** The rarity of a theme that `count` of `network` members have, in millionths; at least one. */
export const rarity = (network: number, count: number): number =>
  Math.max(1, Math.round(themeRarity(network, count) * millionths));

/** The factor for a member with this many interests. */
export const norm = (interests: number, average: number): number =>
  (k + 1) / (1 + k * (1 - b + (b * interests) / average));

/**
 * How many quarters of a theme's rarity count, by how both hold it: as an interest, or through one of its narrower
 * themes.
 */
export const quarters = { both: 4, complement: 10, one: 2, neither: 1 } as const;

export const isComplement = (one: Stance, other: Stance): boolean =>
  (one === Stance.SEEKS && other === Stance.OFFERS) || (one === Stance.OFFERS && other === Stance.SEEKS);
