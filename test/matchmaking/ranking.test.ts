import { describe, expect, it } from "@jest/globals";
import { InterestStore, interestOf } from "../../src/domains/matchmaking/interest-index/interest-store.js";
import { suffixUpperBounds } from "../../src/domains/matchmaking/interest-index/upper-bounds.js";
import { TopKSearch } from "../../src/domains/matchmaking/interest-index/top-k-search.js";
import { queryTerms } from "../../src/domains/matchmaking/interest-index/query-terms.js";
import { numbers, PlainNetwork } from "./plain-network.js";

const idOf = (number: number, below: (n: number) => number): string =>
  `01890000-${number.toString(16).padStart(4, "0")}-7000-8000-${below(2 ** 31)
    .toString(16)
    .padStart(12, "0")}`;

function randomNetwork(seed: number) {
  const below = numbers(seed);
  const themeCount = 1 + below(30);
  const broader = Array.from({ length: themeCount }, (_, theme) =>
    theme > 0 && below(3) === 0 ? below(theme) : null,
  ).map((above, _, all) => (above !== null && all[above] !== null ? null : above));
  const store = new InterestStore(4, 8);
  const themeIds = broader.map((_, theme) => `theme-${theme}`);
  store.addThemes(
    themeIds.map((id, theme) => ({ id, broaderId: broader[theme] === null ? null : themeIds[broader[theme]!]! })),
  );
  const plain = new PlainNetwork(broader);
  const ids = Array.from({ length: 2 + below(60) }, (_, number) => idOf(number % 7, below));
  const edit = (id: string): void => {
    const interests = new Map<number, number>();
    // Popular themes are low numbers.
    for (let n = below(9); n > 0; n--) interests.set(Math.min(below(themeCount), below(themeCount)), below(3));
    const there = below(12) > 0;
    const open = below(8) > 0;
    plain.members.set(id, { there, open, interests: there ? interests : new Map() });
    store.set(
      id,
      (there ? 1 : 0) + (open ? 2 : 0),
      [...interests].map(([theme, stance]) => interestOf(theme, stance)),
    );
  };
  ids.forEach(edit);
  return { below, store, plain, ids, edit };
}

describe("the ranking of the index", () => {
  it("is that of the formula, member by member and digit by digit, in thousands of networks and edits", () => {
    let [compared, stopped] = [0, 0];
    for (let seed = 1; seed <= 2_000; seed++) {
      const { below, store, plain, ids, edit } = randomNetwork(seed);
      // As if every list were long, in half of them: then the ranking also stops early in a small network.
      const search = seed % 2 === 0 ? new TopKSearch(store, 0) : new TopKSearch(store);
      for (let round = 0; round < 3; round++) {
        const targetId = ids[below(ids.length)]!;
        const target = store.members.find(targetId);
        const k = 1 + below(12);
        const terms = queryTerms(store, store.interestsOf(target));
        const found = search.top(terms, k, (member) => (store.flags[member]! & 3) === 3 && member !== target);
        if (search.listsSkipped > 0) stopped++;
        const expected = plain.ranking(targetId);
        expect(found.map(({ member, score }) => ({ id: store.members.idOf(member), score }))).toEqual(
          expected.slice(0, k),
        );
        if (expected[0]) {
          expect(expected[0].score).toBeLessThanOrEqual(suffixUpperBounds(store, terms)[0]!);
          compared++;
        }
        for (let n = below(10); n > 0; n--) edit(ids[below(ids.length)]!);
      }
    }
    expect(compared).toBeGreaterThan(2_000);
    expect(stopped).toBeGreaterThan(100);
  });

  it("reads no list that cannot matter any more, and gives the same", () => {
    const below = numbers(7);
    const store = new InterestStore();
    store.addThemes(Array.from({ length: 50 }, (_, theme) => ({ id: `t${theme}`, broaderId: null })));
    const plain = new PlainNetwork(Array.from({ length: 50 }, () => null));
    for (let number = 0; number < 4_000; number++) {
      const id = idOf(number, below);
      const interests = new Map<number, number>();
      for (let n = 0; n < 6; n++) interests.set(Math.floor(50 ** (below(1_000) / 1_000)) - 1, 0);
      plain.members.set(id, { there: true, open: true, interests });
      store.set(
        id,
        3,
        [...interests.keys()].map((theme) => interestOf(theme, 0)),
      );
    }
    const search = new TopKSearch(store);
    const ids = [...plain.members.keys()];
    let skipped = 0;
    for (let round = 0; round < 40; round++) {
      const target = store.members.find(ids[below(ids.length)]!);
      const terms = queryTerms(store, store.interestsOf(target));
      const found = search.top(terms, 10, (member) => member !== target);
      skipped += search.listsSkipped;
      expect(found.map(({ member, score }) => ({ id: store.members.idOf(member), score }))).toEqual(
        plain.ranking(store.members.idOf(target)).slice(0, 10),
      );
    }
    expect(skipped).toBeGreaterThan(0);
  });
});

describe("the store", () => {
  it("counts, finds and forgets as members come, change and go", () => {
    const store = new InterestStore(2, 2);
    store.addThemes([
      { id: "a", broaderId: null },
      { id: "b", broaderId: "a" },
    ]);
    const below = numbers(3);
    const ids = Array.from({ length: 3_000 }, (_, number) => idOf(number, below));
    for (const id of ids) store.set(id, 3, [interestOf(0, 0), interestOf(1, 2)]);
    for (const id of ids.slice(0, 1_000)) store.set(id, 3, [interestOf(1, 1)]);
    for (const id of ids.slice(1_000, 1_500)) store.set(id, 0, [interestOf(1, 1)]);
    expect([store.memberCount, store.interestCount]).toEqual([2_500, 1_000 + 2 * 1_500]);
    // Through the narrower one, all reach the broader one.
    expect(store.reach).toEqual([2_500, 2_500]);
    expect(store.listLengths).toEqual([1_500, 2_500]);
    expect(ids.map((id) => store.members.idOf(store.members.find(id)))).toEqual(ids);
    expect(store.members.find("01890000-ffff-7000-8000-000000000000")).toBe(-1);
  });
});
