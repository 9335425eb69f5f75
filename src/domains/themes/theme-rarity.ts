/**
 * How much it says that somebody has a theme: ln(1 + (N − n + ½) / (n + ½)), with N all who are counted and n those of
 * them who have it. The inverse document frequency of BM25 (Robertson and Zaragoza, The Probabilistic Relevance
 * Framework, 2009): above 0, and higher for a rarer theme.
 */
export const themeRarity = (total: number, holders: number): number =>
  Math.log(1 + (total - holders + 0.5) / (holders + 0.5));
