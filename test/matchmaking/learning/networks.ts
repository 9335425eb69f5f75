import { pairsOf } from "../../../src/core/collections/csr-adjacency.js";
import { type NetworkHistory, type StanceNumber } from "../../../src/domains/matchmaking/learning/history.js";
import { randomOf } from "../../../src/domains/matchmaking/learning/random.js";

type Row = [number, number];

/** A history of the given rows, and of nothing else. */
export const historyOf = (
  memberCount: number,
  rows: {
    interests?: [number, number, StanceNumber?][];
    collaborations?: Row[];
    attendances?: Row[];
    refusals?: Row[];
    organisations?: number[];
    sectors?: number[];
  },
): NetworkHistory => {
  const { interests = [], collaborations = [], attendances = [], refusals = [] } = rows;
  const none = new Array<number>(memberCount).fill(-1);
  return {
    memberCount,
    interests: {
      ...pairsOf(interests.map(([member, theme]): Row => [member, theme])),
      stance: interests.map(([, , stance = 0]) => stance),
    },
    collaborations: pairsOf(collaborations),
    attendances: pairsOf(attendances),
    refusals: pairsOf(refusals),
    organisations: rows.organisations ?? none,
    sectors: rows.sectors ?? none,
  };
};

/** Four themes each, at random, and collaborations that `partnerOf` makes up. */
export function generated(
  memberCount: number,
  links: number,
  partnerOf: (member: number, random: () => number, themes: number[][]) => number,
  seed = 1,
): NetworkHistory {
  const random = randomOf(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const themes = Array.from({ length: memberCount }, () => [
    ...new Set([below(10), 10 + below(40), 50 + below(60), 110 + below(60)]),
  ]);
  const collaborations = Array.from({ length: links }, (): Row => {
    const member = below(memberCount);
    return [member, partnerOf(member, random, themes)];
  });
  const interests = themes.flatMap((of, member) => of.map((theme): [number, number] => [member, theme]));
  return historyOf(memberCount, { interests, collaborations });
}
