/**
 * Members known to have an account without a database read. A domain that holds all members in memory provides the
 * data; until then no member is known.
 */
export class KnownAccounts {
  #source: (memberId: string) => boolean = () => false;

  /** Sets the source, which may return false for members that it has not read yet. */
  provide(source: (memberId: string) => boolean): void {
    this.#source = source;
  }

  has(memberId: string): boolean {
    return this.#source(memberId);
  }
}
