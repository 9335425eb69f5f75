import { median } from "../speed/load.js";
import { described, type ContestantName } from "./contestants.js";
import type { RoundFigures } from "./round.js";

/** The medians of the rounds, rounded, and between what the deliveries a second of the rounds were. */
export interface ContestantFigures extends RoundFigures {
  spread: [least: number, most: number];
}

export type Figures = Map<ContestantName, ContestantFigures>;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

export function figuresOf(played: Map<ContestantName, RoundFigures[]>): Figures {
  return new Map(
    [...played].map(([name, rounds]) => {
      const middle = (figure: (of: RoundFigures) => number, digits: number): number =>
        round(median(rounds.map(figure)), digits);
      const all = rounds.map(({ deliveriesPerS }) => round(deliveriesPerS, 0));
      const hasDatabase = rounds.every(({ databaseCpuPer100k }) => databaseCpuPer100k !== null);
      return [
        name,
        {
          deliveriesPerS: middle((of) => of.deliveriesPerS, 0),
          p50Ms: middle((of) => of.p50Ms, 2),
          p99Ms: middle((of) => of.p99Ms, 2),
          cpuPer100k: middle((of) => of.cpuPer100k, 3),
          kibPerConnection: middle((of) => of.kibPerConnection, 1),
          databaseCpuPer100k: hasDatabase ? middle((of) => of.databaseCpuPer100k!, 3) : null,
          subscribersCpuPer100k: middle((of) => of.subscribersCpuPer100k, 3),
          spread: [Math.min(...all), Math.max(...all)],
        },
      ];
    }),
  );
}

export function tableOf(figures: Figures): string {
  const head = [
    "",
    "deliveries/s",
    "(rounds)",
    "p50 ms",
    "p99 ms",
    "CPU s / 100,000",
    "KiB / connection",
    "subscribers' CPU s",
  ];
  const rows = [...figures].map(([name, of]) => [
    described[name],
    `${of.deliveriesPerS}`,
    `${of.spread[0]}–${of.spread[1]}`,
    of.p50Ms.toFixed(1),
    of.p99Ms.toFixed(1),
    `${of.cpuPer100k.toFixed(2)}${of.databaseCpuPer100k === null ? "" : ` (database ${of.databaseCpuPer100k.toFixed(2)})`}`,
    of.kibPerConnection.toFixed(1),
    of.subscribersCpuPer100k.toFixed(2),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  return [head, ...rows]
    .map((row) => row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join("  "))
    .join("\n");
}

/**
 * How ours compares with the floor, and with the best of the peers: in deliveries a second, and in those for a second
 * of CPU.
 */
export function ratiosOf(figures: Figures): string {
  const rates: Record<string, (of: ContestantFigures) => number> = {
    "deliveries a second": (of) => of.deliveriesPerS,
    "deliveries for a second of CPU": (of) => 100_000 / of.cpuPer100k,
  };
  return Object.entries(rates)
    .map(([rate, rateOf]) => {
      const [ours, floor, ...peers] = (["ours", "floor", "apollo", "mercurius", "yoga"] as const).map((name) =>
        figures.has(name) ? rateOf(figures.get(name)!) : NaN,
      ) as [number, number, ...number[]];
      const best = Math.max(...peers.filter((value) => !Number.isNaN(value)));
      const told = [
        ...(Number.isFinite(ours / floor) ? [`${(ours / floor).toFixed(2)} of the floor`] : []),
        ...(ours / best > 0 ? [`${(ours / best).toFixed(1)} times the best of the peers`] : []),
      ];
      return told.length > 0 ? `Ours, in ${rate}: ${told.join(", ")}.` : `Nothing to compare ours with, in ${rate}.`;
    })
    .join("\n");
}
