import { IdInterner } from "../../../core/collections/id-interner.js";
import type { CsrAdjacency } from "../../../core/collections/csr-adjacency.js";
import { MutableAdjacency } from "../../../core/collections/mutable-adjacency.js";

/** What ties one member to others, by ids. */
export interface MemberTies {
  organisationId: string | null;
  /** The sector's place in the order of its enum; -1 for none. */
  sector: number;
  collaboratorIds: string[];
  /** Gatherings where the member has, or had, a place, if they let others see it. */
  gatheringIds: string[];
}

/** What ties members together besides themes, in the memory of one process; all have dense numbers from 0. */
export class MemberGraph {
  collaborators = new MutableAdjacency();
  gatheringsOf = new MutableAdjacency();
  attendees = new MutableAdjacency();
  colleagues = new MutableAdjacency();
  /** By member; -1 for none. */
  #organisations: Int32Array;
  #sectors: Int8Array;

  constructor(
    readonly members = new IdInterner(),
    readonly organisations = new IdInterner(16),
    readonly gatherings = new IdInterner(16),
  ) {
    this.#organisations = new Int32Array(members.capacity).fill(-1);
    this.#sectors = new Int8Array(members.capacity).fill(-1);
  }

  organisationOf = (member: number): number => this.#organisations[member] ?? -1;

  sectorOf = (member: number): number => this.#sectors[member] ?? -1;

  /** Takes the rows of everybody at once. */
  fill(rows: {
    organisations: Int32Array;
    sectors: Int8Array;
    collaborators: CsrAdjacency;
    gatheringsOf: CsrAdjacency;
    attendees: CsrAdjacency;
    colleagues: CsrAdjacency;
  }): void {
    this.#organisations = rows.organisations;
    this.#sectors = rows.sectors;
    this.collaborators = new MutableAdjacency(rows.collaborators);
    this.gatheringsOf = new MutableAdjacency(rows.gatheringsOf);
    this.attendees = new MutableAdjacency(rows.attendees);
    this.colleagues = new MutableAdjacency(rows.colleagues);
  }

  /**
   * Puts a member's ties as they are now in the place of what was known of them; null for who is not there any more.
   */
  set(id: string, ties: MemberTies | null): void {
    const member = this.members.add(id);
    this.#makeRoom();
    const organisation = ties?.organisationId ? this.organisations.add(ties.organisationId) : -1;
    const before = this.#organisations[member]!;
    if (before !== organisation) {
      if (before >= 0) this.colleagues.remove(before, member);
      if (organisation >= 0) this.colleagues.add(organisation, member);
      this.#organisations[member] = organisation;
    }
    this.#sectors[member] = ties?.sector ?? -1;
    const collaborators = (ties?.collaboratorIds ?? []).map((other) => this.members.add(other));
    this.#makeRoom();
    replace(this.collaborators, this.collaborators, member, collaborators);
    const gatherings = (ties?.gatheringIds ?? []).map((gathering) => this.gatherings.add(gathering));
    replace(this.gatheringsOf, this.attendees, member, gatherings);
  }

  get bytes(): number {
    return [
      ...[this.members, this.organisations, this.gatherings],
      ...[this.collaborators, this.gatheringsOf, this.attendees, this.colleagues],
    ].reduce((sum, { bytes }) => sum + bytes, this.#organisations.byteLength + this.#sectors.byteLength);
  }

  #makeRoom(): void {
    if (this.members.size <= this.#organisations.length) return;
    const capacity = Math.max(this.members.capacity, this.members.size);
    const [organisations, sectors] = [new Int32Array(capacity).fill(-1), new Int8Array(capacity).fill(-1)];
    organisations.set(this.#organisations);
    sectors.set(this.#sectors);
    [this.#organisations, this.#sectors] = [organisations, sectors];
  }
}

/** Gives a row these items, on both sides of the relation. */
function replace(relation: MutableAdjacency, back: MutableAdjacency, row: number, items: number[]): void {
  const [before, after] = [new Set(relation.items(row)), new Set(items)];
  for (const item of before)
    if (!after.has(item)) {
      relation.remove(row, item);
      back.remove(item, row);
    }
  for (const item of after)
    if (!before.has(item)) {
      relation.add(row, item);
      back.add(item, row);
    }
}
