import { featureNames, type FeatureName, type Features } from "./feature-names.js";
import type { Network } from "./history.js";
import { SharedThemeFeatures } from "./theme-features.js";

/**
 * Beyond so many, who came to the same gathering, works at the same place or knows the same person says next to
 * nothing, and costs much.
 */
const maxDegree = 2_000;
const unseen = -1;
const leftOut = -2;

/**
 * Computes the features of one target after another, in arrays as long as the network that it keeps. It computes one at
 * a time.
 */
export class FeatureComputer {
  #positions = new Int32Array(0);
  #reach = new Float64Array(0);
  readonly #themes = new SharedThemeFeatures();
  #candidates = new Int32Array(1_024);
  #values = columns(1_024);
  #size = 0;

  /**
   * Of all who came to a gathering with the target, work at the same place or are at most three collaborations away,
   * and of those `nominated`: by default all who share a theme. Those who collaborate with the target already are left
   * out.
   */
  featuresOf(network: Network, target: number, nominated?: Iterable<number>): Features {
    const { collaborators, interests } = network;
    this.#makeRoom(network.memberCount);
    for (const name of featureNames) this.#values[name].fill(0, 0, this.#size);
    this.#size = 0;
    this.#positions[target] = leftOut;
    collaborators.each(target, (known) => (this.#positions[known] = leftOut));
    if (nominated) for (const member of nominated) this.#positionOf(member);
    else interests.each(target, (theme) => interests.eachHolder(theme, (member) => this.#positionOf(member)));
    this.#collaborations(network, target);
    this.#gatherings(network, target);
    this.#colleagues(network, target);
    this.#positions[target] = unseen;
    collaborators.each(target, (known) => (this.#positions[known] = unseen));
    const candidates = this.#candidates.subarray(0, this.#size);
    this.#themes.compute(network, target, candidates, this.#values);
    for (const member of candidates) this.#positions[member] = unseen;
    return { candidates, values: mapped((name) => this.#values[name].subarray(0, candidates.length)) };
  }

  #makeRoom(memberCount: number): void {
    if (memberCount <= this.#positions.length) return;
    const capacity = memberCount + (memberCount >>> 3);
    this.#positions = new Int32Array(capacity).fill(unseen);
    this.#reach = new Float64Array(capacity);
  }

  /** Where the member's features are; negative for who is left out. */
  #positionOf(member: number): number {
    const known = this.#positions[member]!;
    if (known !== unseen) return known;
    const position = this.#size++;
    if (position === this.#candidates.length) this.#grow();
    this.#positions[member] = position;
    this.#candidates[position] = member;
    return position;
  }

  #grow(): void {
    const [candidates, values] = [this.#candidates, this.#values];
    this.#candidates = new Int32Array(candidates.length * 2);
    this.#candidates.set(candidates);
    this.#values = columns(candidates.length * 2);
    for (const name of featureNames) this.#values[name].set(values[name]);
  }

  #collaborations({ collaborators }: Network, target: number): void {
    const degreeOf = (member: number): number => collaborators.count(member);
    const near: number[] = [];
    collaborators.each(target, (mutual) => {
      const degree = degreeOf(mutual);
      if (degree > maxDegree) return;
      collaborators.each(mutual, (member) => {
        if (member === target) return;
        if (this.#reach[member] === 0) near.push(member);
        this.#reach[member]! += 1 / degree;
        const position = this.#positionOf(member);
        if (position < 0) return;
        this.#values.mutualAdamicAdar[position]! += 1 / Math.log(degree);
        this.#values.mutualAllocation[position]! += 1 / degree;
        this.#values.mutualCosine[position]! += 1 / Math.sqrt(degreeOf(target) * degreeOf(member));
      });
    });
    for (const member of near) {
      const degree = degreeOf(member);
      if (degree > maxDegree) continue;
      const share = this.#reach[member]! / degree;
      collaborators.each(member, (third) => {
        const position = this.#positionOf(third);
        if (position >= 0) this.#values.threeSteps[position]! += share;
      });
    }
    for (const member of near) this.#reach[member] = 0;
  }

  #gatherings({ gatheringsOf, attendees }: Network, target: number): void {
    gatheringsOf.each(target, (gathering) => {
      const size = attendees.count(gathering);
      if (size > maxDegree) return;
      attendees.each(gathering, (member) => {
        const position = this.#positionOf(member);
        if (position < 0) return;
        this.#values.gatherings[position]! += 1 / size;
        this.#values.gatheringCosine[position]! +=
          1 / Math.sqrt(gatheringsOf.count(target) * gatheringsOf.count(member));
      });
    });
  }

  #colleagues({ organisationOf, sectorOf, colleagues, collaborators }: Network, target: number): void {
    const organisation = organisationOf(target);
    const sector = sectorOf(target);
    if (organisation >= 0 && colleagues.count(organisation) <= maxDegree)
      colleagues.each(organisation, (member) => this.#positionOf(member));
    for (let position = 0; position < this.#size; position++) {
      const member = this.#candidates[position]!;
      this.#values.activity[position] = Math.log1p(collaborators.count(member));
      if (organisation >= 0 && organisationOf(member) === organisation) this.#values.sameOrganisation[position] = 1;
      if (sector >= 0 && sectorOf(member) === sector) this.#values.sameSector[position] = 1;
    }
  }
}

const mapped = (make: (name: FeatureName) => Float64Array): Record<FeatureName, Float64Array> =>
  Object.fromEntries(featureNames.map((name) => [name, make(name)])) as Record<FeatureName, Float64Array>;

const columns = (length: number): Record<FeatureName, Float64Array> => mapped(() => new Float64Array(length));
