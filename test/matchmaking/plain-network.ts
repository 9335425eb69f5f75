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

  ranking(seekerId: string): { id: string; total: number }[] {
    const there = [...this.members].filter(([, { there }]) => there);
    const average = there.reduce((sum, [, { interests }]) => sum + interests.size, 0) / there.length;
    const seeker = this.members.get(seekerId)!.interests;
    const themes = this.broader.map((_, theme) => theme).filter((theme) => this.halves(seeker, theme) > 0);
    const worth = new Map(
      themes.map((theme) => {
        const reach = there.filter(([, { interests }]) => this.halves(interests, theme) > 0).length;
        const rarity = Math.log(1 + (there.length - reach + 0.5) / (reach + 0.5));
        return [theme, Math.max(1, Math.round(rarity * 1_000_000))];
      }),
    );
    return there
      .filter(([id, { open }]) => open && id !== seekerId)
      .map(([id, { interests }]) => {
        let points = 0;
        for (const theme of themes) {
          const [mine, theirs] = [seeker.get(theme), interests.get(theme)];
          const complement = (mine === 1 && theirs === 2) || (mine === 2 && theirs === 1);
          points +=
            worth.get(theme)! * this.halves(seeker, theme) * this.halves(interests, theme) * (complement ? 2.5 : 1);
        }
        return { id, total: points * (2.2 / (1 + 1.2 * (1 - 0.75 + (0.75 * interests.size) / average))) };
      })
      .filter(({ total }) => total > 0)
      .sort((one, other) => other.total - one.total || (one.id < other.id ? -1 : 1));
  }
}
