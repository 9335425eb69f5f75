/** What an import noticed about a file that is no fault of a row: how it read what could be read otherwise. */
export class Remarks {
  private readonly counts = new Map<string, number>();
  private readonly examples = new Map<string, { count: number; example: string }>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** One more of a kind, of which the first is shown. */
  example(kind: string, example: string): void {
    const known = this.examples.get(kind);
    if (known) known.count++;
    else this.examples.set(kind, { count: 1, example });
  }

  lines(): string[] {
    return [
      ...[...this.examples].map(([kind, { count, example }]) => `${count} ${kind}, read like ${example}`),
      ...[...this.counts].map(([what, count]) => `${count} ${what}`),
    ];
  }
}
