import { describe, expect, it } from "@jest/globals";
import { seat, type SeatedTable } from "../../src/domains/gatherings/seating/seating.js";
import type { Participant } from "../../src/domains/gatherings/seating/seating.affinity.js";

/** The same numbers in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const copy = [...values];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

interface Network {
  people: number;
  themes: number;
  organisations: number;
  sectors: number;
}

/** Participants with a few popular themes and many rare ones, of some of whom organisation and sector are not known. */
function generate({ people, themes, organisations, sectors }: Network, random: () => number): Participant[] {
  return Array.from({ length: people }, (_, n) => {
    const own = new Set(Array.from({ length: 7 }, () => `t${Math.floor(themes * random() ** 2.5)}`));
    return {
      id: `${Math.floor(random() * 1e9)}-${n}`,
      themes: [...own],
      organisation: random() < 0.8 ? `o${Math.floor(random() * organisations)}` : null,
      sector: random() < 0.9 ? `s${Math.floor(random() * sectors)}` : null,
      avoids: [],
    };
  });
}

/**
 * What the tables are worth, written down plainly: overlaps weighted by rarity, less for the same organisation and
 * sector.
 */
function worth(participants: Participant[], tables: string[][]): number {
  const rarity = (theme: string): number => {
    const n = participants.filter(({ themes }) => themes.includes(theme)).length;
    return Math.log(1 + (participants.length - n + 0.5) / (n + 0.5));
  };
  const rarities = new Map(participants.flatMap(({ themes }) => themes).map((theme) => [theme, 0]));
  for (const theme of rarities.keys()) rarities.set(theme, rarity(theme));
  const overlap = (a: Participant, b: Participant): number =>
    a.themes.filter((theme) => b.themes.includes(theme)).reduce((sum, theme) => sum + rarities.get(theme)!, 0);
  const pairs = (of: Participant[]) => of.flatMap((a, n) => of.slice(n + 1).map((b) => [a, b] as const));
  const overlaps = pairs(participants)
    .map(([a, b]) => overlap(a, b))
    .filter((value) => value > 0);
  const usual = overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length;
  const same = (a: string | null, b: string | null): number => (a !== null && a === b ? 1 : 0);
  const byId = new Map(participants.map((participant) => [participant.id, participant]));
  return tables
    .flatMap((table) => pairs(table.map((id) => byId.get(id)!)))
    .map(([a, b]) => overlap(a, b) - usual * (2 * same(a.organisation, b.organisation) + same(a.sector, b.sector) / 2))
    .reduce((sum, value) => sum + value, 0);
}

function dealt(participants: Participant[], size: number, random: () => number): string[][] {
  const count = Math.ceil(participants.length / size);
  const order = shuffled(participants, random);
  return Array.from({ length: count }, (_, table) => order.filter((__, n) => n % count === table).map(({ id }) => id));
}

const membersOf = (tables: SeatedTable[]): string[][] => tables.map(({ members }) => members);
const someone = (id: string, rest: Partial<Participant> = {}): Participant => ({
  id,
  themes: [],
  organisation: null,
  sector: null,
  avoids: [],
  ...rest,
});

const networks: [Network, number][] = [
  [{ people: 12, themes: 30, organisations: 4, sectors: 3 }, 6],
  [{ people: 13, themes: 30, organisations: 3, sectors: 2 }, 4],
  [{ people: 40, themes: 60, organisations: 8, sectors: 6 }, 12],
  [{ people: 60, themes: 300, organisations: 20, sectors: 6 }, 5],
  [{ people: 90, themes: 20, organisations: 5, sectors: 4 }, 2],
];

describe("tables", () => {
  it.each(networks)("of %j, %i seats, are better than the best of 200 at random", (network, size) => {
    const random = randomNumbers(network.people);
    const participants = generate(network, random);
    const best = Math.max(...Array.from({ length: 200 }, () => worth(participants, dealt(participants, size, random))));
    expect(worth(participants, membersOf(seat(participants, size)))).toBeGreaterThanOrEqual(best - 0.01);
  });

  it("of eight people are the best there are", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const participants = generate({ people: 8, themes: 12, organisations: 3, sectors: 3 }, randomNumbers(seed));
      const ids = participants.map(({ id }) => id);
      const all = Array.from({ length: 256 }, (_, bits) => [
        ids.filter((__, n) => (bits >> n) & 1),
        ids.filter((__, n) => !((bits >> n) & 1)),
      ]).filter(([one]) => one!.length === 4);
      const best = Math.max(...all.map((tables) => worth(participants, tables)));
      expect(worth(participants, membersOf(seat(participants, 4)))).toBeCloseTo(best, 2);
    }
  });

  it("are the same for the same participants, in whatever order they and their themes come", () => {
    const random = randomNumbers(5);
    const participants = generate({ people: 47, themes: 50, organisations: 6, sectors: 5 }, random);
    const tables = seat(participants, 6);
    for (let n = 0; n < 10; n++) {
      const mixed = shuffled(participants, random).map((one) => ({ ...one, themes: shuffled(one.themes, random) }));
      expect(seat(mixed, 6)).toEqual(tables);
    }
  });

  it("are as few as can be, as even as can be, with everybody at one of them", () => {
    const random = randomNumbers(3);
    for (let people = 0; people <= 30; people++)
      for (const size of [2, 3, 6, 12]) {
        const participants = generate({ people, themes: 20, organisations: 3, sectors: 3 }, random);
        const tables = membersOf(seat(participants, size));
        const sizes = tables.map((table) => table.length);
        expect(tables).toHaveLength(Math.ceil(people / size));
        expect(tables.flat().sort()).toEqual(participants.map(({ id }) => id).sort());
        if (people > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(size);
      }
  });

  it("bring together who shares a rare theme", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => someone(id, { themes: ["all", id < "c" ? "x" : "y"] }));
    expect(seat([c!, a!, d!, b!], 2)).toEqual([
      { members: ["a", "b"], themes: ["x", "all"] },
      { members: ["c", "d"], themes: ["y", "all"] },
    ]);
  });

  it("mix organisations and sectors, also when nobody shares a theme", () => {
    const participants = ["a", "b", "c", "d"].map((id) => someone(id, { organisation: id < "c" ? "one" : "two" }));
    for (const { members } of seat(participants, 2)) expect(members.filter((id) => id < "c")).toHaveLength(1);
    const bySector = participants.map((one) => ({ ...one, organisation: null, sector: one.organisation }));
    for (const { members } of seat(bySector, 2)) expect(members.filter((id) => id < "c")).toHaveLength(1);
  });

  it("keep apart two of whom one blocked the other, whatever they share", () => {
    const themes = ["x", "y", "z"];
    const participants = [
      someone("a", { themes }),
      someone("b", { themes, avoids: ["a", "somebody else"] }),
      someone("c"),
      someone("d"),
    ];
    for (const { members } of seat(participants, 2)) expect(members).not.toEqual(["a", "b"]);
  });

  it("tell what at least two share, what adds most to the table first", () => {
    const [table] = seat(
      [
        someone("a", { themes: ["common", "rare", "own"] }),
        someone("b", { themes: ["common", "rare"] }),
        someone("c", { themes: ["common"] }),
      ],
      3,
    );
    expect(table!.themes).toEqual(["rare", "common"]);
  });

  it("of 200 and of 2,000 are found (how long it takes is printed)", () => {
    for (const people of [200, 2_000]) {
      const participants = generate(
        { people, themes: 300, organisations: people / 5, sectors: 6 },
        randomNumbers(people),
      );
      const start = performance.now();
      const tables = seat(participants, 6);
      process.stdout.write(`${people} participants seated in ${Math.round(performance.now() - start)} ms\n`);
      expect(tables.flatMap(({ members }) => members)).toHaveLength(people);
    }
  });
});
