/**
 * Which members are known to have an account without a look at the database. A domain that keeps all members in memory provides it;
 * until then nobody is known.
 */
export class KnownAccounts {
  #source: (memberId: string) => boolean = () => false;

  /** Takes the answers from `source`, which may be false for a member it has not read yet. */
  provide(source: (memberId: string) => boolean): void {
    this.#source = source;
  }

  has(memberId: string): boolean {
    return this.#source(memberId);
  }
}
