import { themeRarity } from "../../themes/theme-rarity.js";
import type { Features } from "./feature-names.js";
import type { Network, StanceNumber } from "./history.js";

/** What sharing one of the seeker's themes weighs, in the ways that are usual for texts, with a member's themes as the text. */
interface OwnTheme {
  stance: StanceNumber;
  /** ln(N / n), with N members and n of them with the theme. */
  idf: number;
  /** As `themeRarity` says. */
  rarity: number;
  /** 1 / ln n: Adamic and Adar, Friends and neighbors on the web, 2003. */
  adamicAdar: number;
}

/** Computes what candidates share with one seeker after another. */
export class SharedThemeFeatures {
  /** The place of each theme of the seeker in `#own`, plus one. */
  #places = new Uint16Array(0);
  #own: OwnTheme[] = [];

  compute(network: Network, seeker: number, candidates: Int32Array, values: Features["values"]): void {
    const { interests } = network;
    if (this.#places.length < interests.themeCount) this.#places = new Uint16Array(2 * interests.themeCount);
    interests.each(seeker, (theme, stance) => {
      this.#places[theme] = this.#own.push(weigh(network, theme, stance));
    });
    const ownNorm = interests.norm(seeker);
    let [shared, product] = [0, 0];
    for (let place = 0; place < candidates.length; place++) {
      const member = candidates[place]!;
      const count = interests.count(member);
      // What BM25 makes of every theme of who has many, with k₁ = 1.2 and b = 0.75.
      const saturation = 2.2 / (1 + 1.2 * (0.25 + (0.75 * count) / interests.meanCount));
      [shared, product] = [0, 0];
      interests.each(member, (theme, stance) => {
        const own = this.#places[theme]!;
        if (own === 0) return;
        const { stance: sought, idf, rarity, adamicAdar } = this.#own[own - 1]!;
        shared++;
        product += idf * idf;
        values.themeIdf[place]! += idf;
        values.themeAdamicAdar[place]! += adamicAdar;
        values.themeBm25[place]! += rarity * saturation;
        if (meets(sought, stance)) values.complements[place]! += rarity;
      });
      if (shared === 0) continue;
      values.sharedThemes[place] = shared;
      values.themeJaccard[place] = shared / (this.#own.length + count - shared);
      const norm = ownNorm * interests.norm(member);
      values.themeCosine[place] = norm > 0 ? product / norm : 0;
    }
    interests.each(seeker, (theme) => (this.#places[theme] = 0));
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
