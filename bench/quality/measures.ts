/** How good one list of ten is for one seeker. */
export interface Quality {
  /** Normalised discounted cumulative gain with binary relevance: Järvelin and Kekäläinen, 2002. */
  ndcg: number;
  /** The share of the relevant members that are in the list. */
  recall: number;
  /** 1 when any is. */
  hit: number;
}

export const listLength = 10;

const gain = (place: number): number => 1 / Math.log2(place + 2);

export function qualityOf(list: number[], relevant: Set<number>): Quality {
  const hits = list.map((member, place) => (relevant.has(member) ? gain(place) : 0));
  let ideal = 0;
  for (let place = 0; place < Math.min(listLength, relevant.size); place++) ideal += gain(place);
  const found = hits.filter((hit) => hit > 0).length;
  return {
    ndcg: ideal === 0 ? 0 : hits.reduce((sum, hit) => sum + hit, 0) / ideal,
    recall: relevant.size === 0 ? 0 : found / relevant.size,
    hit: found > 0 ? 1 : 0,
  };
}

export const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard error of the mean; zero for fewer than two values. */
export function standardError(values: number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}

/** 0 when all are suggested equally often, towards 1 when all suggestions go to one. */
export function gini(counts: number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, count, place) => sum + (place + 1) * count, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
