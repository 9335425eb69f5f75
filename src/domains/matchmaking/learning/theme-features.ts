import { themeRarity } from "../../themes/theme-rarity.js";
import type { Features } from "./feature-names.js";
import type { Network, StanceNumber } from "./history.js";

/**
 * What sharing one of the target's themes weighs, in the ways that are usual for texts, with a member's themes as the
 * text.
 */
interface OwnTheme {
  stance: StanceNumber;
  /** ln(N / n), with N members and n of them with the theme. */
  idf: number;
  /** As `themeRarity` says. */
  rarity: number;
  /** 1 / ln n: Adamic and Adar, Friends and neighbors on the web, 2003. */
  adamicAdar: number;
}

/** Computes what candidates share with one target after another. */
export class SharedThemeFeatures {
  /** The position of each theme of the target in `#own`, plus one. */
  #positions = new Uint16Array(0);
  #own: OwnTheme[] = [];

  compute(network: Network, target: number, candidates: Int32Array, values: Features["values"]): void {
    const { interests } = network;
    if (this.#positions.length < interests.themeCount) this.#positions = new Uint16Array(2 * interests.themeCount);
    interests.each(target, (theme, stance) => {
      this.#positions[theme] = this.#own.push(weigh(network, theme, stance));
    });
    const ownNorm = interests.norm(target);
    let [shared, product] = [0, 0];
    for (let position = 0; position < candidates.length; position++) {
      const member = candidates[position]!;
      const count = interests.count(member);
      // What BM25 makes of every theme of who has many, with k₁ = 1.2 and b = 0.75.
      const saturation = 2.2 / (1 + 1.2 * (0.25 + (0.75 * count) / interests.meanCount));
      [shared, product] = [0, 0];
      interests.each(member, (theme, stance) => {
        const own = this.#positions[theme]!;
        if (own === 0) return;
        const { stance: sought, idf, rarity, adamicAdar } = this.#own[own - 1]!;
        shared++;
        product += idf * idf;
        values.themeIdf[position]! += idf;
        values.themeAdamicAdar[position]! += adamicAdar;
        values.themeBm25[position]! += rarity * saturation;
        if (meets(sought, stance)) values.complements[position]! += rarity;
      });
      if (shared === 0) continue;
      values.sharedThemes[position] = shared;
      values.themeJaccard[position] = shared / (this.#own.length + count - shared);
      const norm = ownNorm * interests.norm(member);
      values.themeCosine[position] = norm > 0 ? product / norm : 0;
    }
    interests.each(target, (theme) => (this.#positions[theme] = 0));
    this.#own = [];
  }
}

function weigh({ memberCount, interests }: Network, theme: number, stance: StanceNumber): OwnTheme {
  const count = interests.holderCount(theme);
  return {
    stance,
    idf: Math.log(memberCount / count),
    rarity: themeRarity(memberCount, count),
    adamicAdar: 1 / Math.log(Math.max(2, count)),
  };
}

/** One SEEKS (1) and the other OFFERS (2). */
const meets = (a: StanceNumber, b: StanceNumber): boolean => (a === 1 && b === 2) || (a === 2 && b === 1);
