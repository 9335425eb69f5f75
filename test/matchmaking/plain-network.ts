/** A small generator of numbers that are the same in every run (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A network in plain objects, with the formula of `scoring.ts` written down anew, slowly. */
export class PlainNetwork {
  readonly broader: (number | null)[];
  readonly members = new Map<string, { there: boolean; open: boolean; interests: Map<number, number> }>();

  constructor(broader: (number | null)[]) {
    this.broader = broader;
  }

  /** 2 for an own interest, 1 for one through a narrower theme, else 0. */
  halves(interests: Map<number, number>, theme: number): number {
    if (interests.has(theme)) return 2;
    return [...interests.keys()].some((own) => this.broader[own] === theme) ? 1 : 0;
  }

  ranking(targetId: string): { id: string; score: number }[] {
    const there = [...this.members].filter(([, { there }]) => there);
    const average = there.reduce((sum, [, { interests }]) => sum + interests.size, 0) / there.length;
    const target = this.members.get(targetId)!.interests;
    const themes = this.broader.map((_, theme) => theme).filter((theme) => this.halves(target, theme) > 0);
    const rarities = new Map(
      themes.map((theme) => {
        const reach = there.filter(([, { interests }]) => this.halves(interests, theme) > 0).length;
        const rarity = Math.log(1 + (there.length - reach + 0.5) / (reach + 0.5));
        return [theme, Math.max(1, Math.round(rarity * 1_000_000))];
      }),
    );
    return there
      .filter(([id, { open }]) => open && id !== targetId)
      .map(([id, { interests }]) => {
        let sum = 0;
        for (const theme of themes) {
          const [mine, theirs] = [target.get(theme), interests.get(theme)];
          const complement = (mine === 1 && theirs === 2) || (mine === 2 && theirs === 1);
          sum +=
            rarities.get(theme)! * this.halves(target, theme) * this.halves(interests, theme) * (complement ? 2.5 : 1);
        }
        return { id, score: sum * (2.2 / (1 + 1.2 * (1 - 0.75 + (0.75 * interests.size) / average))) };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  }
}
