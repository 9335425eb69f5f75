import { gini, mean, qualityOf, standardError } from "./measures.js";
import type { BenchNetwork } from "./network.js";

/** What is printed of one method; the keys are those of the JSON. */
export interface MethodReport {
  mode: string;
  method: string;
  seekers: number;
  ndcg10: number;
  recall10: number;
  hitRate10: number;
  /** The share of all members that are suggested to anybody. */
  coverage: number;
  /** The share of suggestions outside the seeker's organisation and beyond two steps of their known collaborations. */
  freshShare: number;
  /** Of how often each member is suggested. */
  gini: number;
  /**
   * The service's NDCG@10 less this method's, per seeker: the mean and its standard error; null for the service itself.
   */
  difference: number | null;
  standardError: number | null;
}

/** The lists of ten that one method gives, by seeker. */
export interface Lists {
  method: string;
  lists: Map<number, number[]>;
}

/** `methods` has the service first. */
export function reportsOf(
  mode: string,
  network: BenchNetwork,
  relevant: Set<number>[],
  methods: Lists[],
): MethodReport[] {
  const ndcgOf = ({ lists }: Lists): number[] =>
    [...lists].map(([seeker, list]) => qualityOf(list, relevant[seeker]!).ndcg);
  const service = ndcgOf(methods[0]!);
  return methods.map((each, place) => {
    const qualities = [...each.lists].map(([seeker, list]) => qualityOf(list, relevant[seeker]!));
    const ndcgs = qualities.map(({ ndcg }) => ndcg);
    const differences = service.map((ndcg, at) => ndcg - ndcgs[at]!);
    const exposure = new Array<number>(network.ids.length).fill(0);
    const fresh: number[] = [];
    for (const [seeker, list] of each.lists) {
      const near = withinTwoSteps(network, seeker);
      for (const member of list) {
        exposure[member]!++;
        fresh.push(near.has(member) || sameOrganisation(network, seeker, member) ? 0 : 1);
      }
    }
    return {
      mode,
      method: each.method,
      seekers: each.lists.size,
      ndcg10: rounded(mean(ndcgs)),
      recall10: rounded(mean(qualities.map(({ recall }) => recall))),
      hitRate10: rounded(mean(qualities.map(({ hit }) => hit))),
      coverage: rounded(exposure.filter((count) => count > 0).length / exposure.length),
      freshShare: rounded(mean(fresh)),
      gini: rounded(gini(exposure)),
      difference: place === 0 ? null : rounded(mean(differences)),
      standardError: place === 0 ? null : rounded(standardError(differences)),
    };
  });
}

/** A line a method, under a heading. */
export function tableOf(title: string, reports: MethodReport[]): string {
  const heading = [title, "NDCG@10", "recall", "hit rate", "coverage", "fresh", "Gini", "service − method"];
  const lines = reports.map((report) => [
    report.method,
    ...[report.ndcg10, report.recall10, report.hitRate10].map((value) => value.toFixed(4)),
    ...[report.coverage, report.freshShare, report.gini].map((value) => value.toFixed(3)),
    report.difference === null
      ? ""
      : `${report.difference >= 0 ? "+" : ""}${report.difference.toFixed(4)} ± ${report.standardError!.toFixed(4)}`,
  ]);
  return [heading, ...lines]
    .map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(at === 7 ? 20 : 10))).join(""))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

function withinTwoSteps({ known }: BenchNetwork, seeker: number): Set<number> {
  const near = new Set(known[seeker]);
  for (const mutual of known[seeker]!) for (const member of known[mutual]!) near.add(member);
  return near;
}

const sameOrganisation = ({ organisations }: BenchNetwork, a: number, b: number): boolean =>
  organisations[a] !== null && organisations[a] === organisations[b];

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
