import type { BenchNetwork } from "./network.js";

/** Scores all members for one seeker; what has no score is zero. */
export type Method = (seeker: number) => Float64Array;

/** Ranks by themes alone; formulas as in the literature, with the parameters that are usual there. */
export function themeMethods({ ids, interests, themeCount }: BenchNetwork): Record<string, Method> {
  const size = ids.length;
  const holders = Array.from({ length: themeCount }, (): number[] => []);
  interests.forEach((themes, member) => themes.forEach((theme) => holders[theme]!.push(member)));
  const count = (theme: number): number => holders[theme]!.length;
  const idf = (theme: number): number => Math.log(size / count(theme));
  const probabilistic = (theme: number): number => Math.log(1 + (size - count(theme) + 0.5) / (count(theme) + 0.5));
  const holding = interests.filter((themes) => themes.length > 0);
  const meanLength = holding.reduce((sum, { length }) => sum + length, 0) / Math.max(1, holding.length);

  const summed =
    (weight: (theme: number) => number): Method =>
    (seeker) => {
      const scores = new Float64Array(size);
      for (const theme of interests[seeker]!) for (const member of holders[theme]!) scores[member]! += weight(theme);
      return scores;
    };
  const scaled =
    (method: Method, factor: (seeker: number, member: number, score: number) => number): Method =>
    (seeker) =>
      method(seeker).map((score, member) => (score === 0 ? 0 : score * factor(seeker, member, score)));
  const length = (member: number): number => interests[member]!.length;
  const norms = interests.map((themes) => Math.sqrt(themes.reduce((sum, theme) => sum + idf(theme) ** 2, 0)));
  const shared = summed(() => 1);
  return {
    "shared themes": shared,
    Jaccard: scaled(shared, (seeker, member, both) => 1 / (length(seeker) + length(member) - both)),
    "tf-idf cosine": scaled(
      summed((theme) => idf(theme) ** 2),
      (seeker, member) => 1 / (norms[seeker]! * norms[member]!),
    ),
    "Adamic-Adar (themes)": summed((theme) => 1 / Math.log(Math.max(2, count(theme)))),
    "sum of idf": summed(idf),
    BM25: scaled(summed(probabilistic), (_, member) => 2.2 / (1 + 1.2 * (0.25 + (0.75 * length(member)) / meanLength))),
  };
}

/** Ranks by the collaborations that are known. */
export function historyMethods({ ids, known }: BenchNetwork): Record<string, Method> {
  const throughMutual =
    (weight: (degree: number) => number): Method =>
    (seeker) => {
      const scores = new Float64Array(ids.length);
      for (const mutual of known[seeker]!)
        for (const member of known[mutual]!) scores[member]! += weight(known[mutual]!.size);
      return scores;
    };
  return {
    "Adamic-Adar (collaborations)": throughMutual((degree) => 1 / Math.log(Math.max(2, degree))),
    "resource allocation": throughMutual((degree) => 1 / degree),
  };
}

/** The best first, of those with a score and not left out; equal ones, but for rounding, by number. */
export function best(scores: Float64Array, first: number, leftOut: (member: number) => boolean): number[] {
  const found: number[] = [];
  scores.forEach((score, member) => score > 0 && !leftOut(member) && found.push(member));
  const rounded = (member: number): number => Math.round(scores[member]! * 1e9);
  return found.sort((a, b) => rounded(b) - rounded(a) || a - b).slice(0, first);
}
