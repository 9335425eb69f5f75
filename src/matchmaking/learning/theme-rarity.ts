import { countOf, type Network } from "./history.js";

/** What a shared theme weighs, by theme, in the ways that are usual for texts, with a member's themes as the text. */
export interface ThemeRarity {
  /** ln(N / n), with N members and n of them with the theme. */
  idf: Float64Array;
  /** ln(1 + (N − n + ½) / (n + ½)), as BM25 has it. */
  probabilistic: Float64Array;
  /** 1 / ln n: Adamic and Adar, Friends and neighbors on the web, 2003. */
  adamicAdar: Float64Array;
  /** Of each member: the length of the vector of their themes' idf. */
  norms: Float64Array;
  /** Of each member: what BM25 makes of every theme of who has many, with k₁ = 1.2 and b = 0.75. */
  saturation: Float64Array;
}

export function themeRarity({ memberCount, membersOf, themesOf, meanInterests }: Network): ThemeRarity {
  const themes = membersOf.starts.length - 1;
  const rarity: ThemeRarity = {
    idf: new Float64Array(themes),
    probabilistic: new Float64Array(themes),
    adamicAdar: new Float64Array(themes),
    norms: new Float64Array(memberCount),
    saturation: new Float64Array(memberCount),
  };
  for (let theme = 0; theme < themes; theme++) {
    const count = countOf(membersOf, theme);
    if (count === 0) continue;
    rarity.idf[theme] = Math.log(memberCount / count);
    rarity.probabilistic[theme] = Math.log(1 + (memberCount - count + 0.5) / (count + 0.5));
    rarity.adamicAdar[theme] = 1 / Math.log(Math.max(2, count));
  }
  for (let member = 0; member < memberCount; member++) {
    let squares = 0;
    for (let row = themesOf.starts[member]!; row < themesOf.starts[member + 1]!; row++)
      squares += rarity.idf[themesOf.items[row]!]! ** 2;
    rarity.norms[member] = Math.sqrt(squares);
    rarity.saturation[member] = 2.2 / (1 + 1.2 * (0.25 + (0.75 * countOf(themesOf, member)) / meanInterests));
  }
  return rarity;
}
