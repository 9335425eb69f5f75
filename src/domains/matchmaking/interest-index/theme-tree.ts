/** The vocabulary as numbers: each theme with the broader one that it is a part of. */
export class ThemeTree {
  readonly ids: string[] = [];
  /** The broader theme of each; -1 at the top. */
  readonly broader: number[] = [];
  /** The narrower themes of each. */
  readonly narrower: number[][] = [];
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.ids.length;
  }

  find(id: string): number {
    return this.#numbers.get(id) ?? -1;
  }

  /** Themes are archived, never deleted; when one moves, the whole network is read again. What is known stays as it is. */
  add(themes: { id: string; broaderId: string | null }[]): void {
    const added = themes.filter(({ id }) => !this.#numbers.has(id));
    for (const { id } of added) {
      this.#numbers.set(id, this.ids.length);
      this.ids.push(id);
      this.broader.push(-1);
      this.narrower.push([]);
    }
    for (const { id, broaderId } of added) {
      if (broaderId === null) continue;
      const [theme, broader] = [this.find(id), this.find(broaderId)];
      this.broader[theme] = broader;
      this.narrower[broader]!.push(theme);
    }
  }
}
