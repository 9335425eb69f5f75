import { featureNames, type FeatureName, type Features } from "./feature-names.js";
import type { Network } from "./history.js";
import { SharedThemeFeatures } from "./theme-features.js";

/** Past this many, who came to the same gathering, works at the same place or knows the same person says next to nothing, and costs much. */
const crowd = 2_000;
const unseen = -1;
const leftOut = -2;

/** Computes the features of one seeker after another, in arrays as long as the network that it keeps. It computes one at a time. */
export class FeatureComputer {
  #place = new Int32Array(0);
  #reach = new Float64Array(0);
  readonly #themes = new SharedThemeFeatures();
  #candidates = new Int32Array(1_024);
  #values = columns(1_024);
  #size = 0;

  /**
   * Of all who came to a gathering with the seeker, work at the same place or are at most three collaborations away, and of
   * those `nominated`: by default all who share a theme. Those who collaborate with the seeker already are left out.
   */
  featuresOf(network: Network, seeker: number, nominated?: Iterable<number>): Features {
    const { collaborators, interests } = network;
    this.#makeRoom(network.memberCount);
    for (const name of featureNames) this.#values[name].fill(0, 0, this.#size);
    this.#size = 0;
    this.#place[seeker] = leftOut;
    collaborators.each(seeker, (known) => (this.#place[known] = leftOut));
    if (nominated) for (const member of nominated) this.#placeOf(member);
    else interests.each(seeker, (theme) => interests.eachHolder(theme, (member) => this.#placeOf(member)));
    this.#collaborations(network, seeker);
    this.#gatherings(network, seeker);
    this.#colleagues(network, seeker);
    this.#place[seeker] = unseen;
    collaborators.each(seeker, (known) => (this.#place[known] = unseen));
    const candidates = this.#candidates.subarray(0, this.#size);
    this.#themes.compute(network, seeker, candidates, this.#values);
    for (const member of candidates) this.#place[member] = unseen;
    return { candidates, values: mapped((name) => this.#values[name].subarray(0, candidates.length)) };
  }

  #makeRoom(memberCount: number): void {
    if (memberCount <= this.#place.length) return;
    const capacity = memberCount + (memberCount >>> 3);
    this.#place = new Int32Array(capacity).fill(unseen);
    this.#reach = new Float64Array(capacity);
  }

  /** Where the member's features are; negative for who is left out. */
  #placeOf(member: number): number {
    const known = this.#place[member]!;
    if (known !== unseen) return known;
    const place = this.#size++;
    if (place === this.#candidates.length) this.#grow();
    this.#place[member] = place;
    this.#candidates[place] = member;
    return place;
  }

  #grow(): void {
    const [candidates, values] = [this.#candidates, this.#values];
    this.#candidates = new Int32Array(candidates.length * 2);
    this.#candidates.set(candidates);
    this.#values = columns(candidates.length * 2);
    for (const name of featureNames) this.#values[name].set(values[name]);
  }

  #collaborations({ collaborators }: Network, seeker: number): void {
    const degreeOf = (member: number): number => collaborators.count(member);
    const near: number[] = [];
    collaborators.each(seeker, (mutual) => {
      const degree = degreeOf(mutual);
      if (degree > crowd) return;
      collaborators.each(mutual, (member) => {
        if (member === seeker) return;
        if (this.#reach[member] === 0) near.push(member);
        this.#reach[member]! += 1 / degree;
        const place = this.#placeOf(member);
        if (place < 0) return;
        this.#values.mutualAdamicAdar[place]! += 1 / Math.log(degree);
        this.#values.mutualAllocation[place]! += 1 / degree;
        this.#values.mutualCosine[place]! += 1 / Math.sqrt(degreeOf(seeker) * degreeOf(member));
      });
    });
    for (const member of near) {
      const degree = degreeOf(member);
      if (degree > crowd) continue;
      const share = this.#reach[member]! / degree;
      collaborators.each(member, (third) => {
        const place = this.#placeOf(third);
        if (place >= 0) this.#values.threeSteps[place]! += share;
      });
    }
    for (const member of near) this.#reach[member] = 0;
  }

  #gatherings({ gatheringsOf, attendees }: Network, seeker: number): void {
    gatheringsOf.each(seeker, (gathering) => {
      const size = attendees.count(gathering);
      if (size > crowd) return;
      attendees.each(gathering, (member) => {
        const place = this.#placeOf(member);
        if (place < 0) return;
        this.#values.gatherings[place]! += 1 / size;
        this.#values.gatheringCosine[place]! += 1 / Math.sqrt(gatheringsOf.count(seeker) * gatheringsOf.count(member));
      });
    });
  }

  #colleagues({ organisationOf, sectorOf, colleagues, collaborators }: Network, seeker: number): void {
    const organisation = organisationOf(seeker);
    const sector = sectorOf(seeker);
    if (organisation >= 0 && colleagues.count(organisation) <= crowd)
      colleagues.each(organisation, (member) => this.#placeOf(member));
    for (let place = 0; place < this.#size; place++) {
      const member = this.#candidates[place]!;
      this.#values.activity[place] = Math.log1p(collaborators.count(member));
      if (organisation >= 0 && organisationOf(member) === organisation) this.#values.sameOrganisation[place] = 1;
      if (sector >= 0 && sectorOf(member) === sector) this.#values.sameSector[place] = 1;
    }
  }
}

const mapped = (make: (name: FeatureName) => Float64Array): Record<FeatureName, Float64Array> =>
  Object.fromEntries(featureNames.map((name) => [name, make(name)])) as Record<FeatureName, Float64Array>;

const columns = (length: number): Record<FeatureName, Float64Array> => mapped(() => new Float64Array(length));
