import { featureNames, type FeatureName, type Features } from "./feature-names.js";
import { countOf, type Network } from "./history.js";
import { themeRarity, type ThemeRarity } from "./theme-rarity.js";

/** Past this many, who came to the same gathering, works at the same place or knows the same person says next to nothing, and costs much. */
const crowd = 2_000;
const unseen = -1;
const leftOut = -2;

/** Computes the features of one seeker after another, in arrays as long as the network that it keeps. */
export class FeatureComputer {
  readonly #place: Int32Array;
  readonly #reach: Float64Array;
  readonly #ownStance: Int8Array;
  readonly #rarity: ThemeRarity;
  #candidates = new Int32Array(1_024);
  #values = columns(1_024);
  #size = 0;

  constructor(readonly network: Network) {
    this.#place = new Int32Array(network.memberCount).fill(unseen);
    this.#reach = new Float64Array(network.memberCount);
    this.#rarity = themeRarity(network);
    this.#ownStance = new Int8Array(network.membersOf.starts.length - 1).fill(unseen);
  }

  /**
   * Of all who came to a gathering with the seeker, work at the same place or are at most three collaborations away, and of
   * those `nominated`: by default all who share a theme. Those who collaborate with the seeker already are left out.
   */
  featuresOf(seeker: number, nominated?: Iterable<number>): Features {
    const { collaborators, themesOf, membersOf } = this.network;
    for (const name of featureNames) this.#values[name].fill(0, 0, this.#size);
    this.#size = 0;
    this.#place[seeker] = leftOut;
    each(collaborators, seeker, (known) => (this.#place[known] = leftOut));
    if (nominated) for (const member of nominated) this.#placeOf(member);
    else each(themesOf, seeker, (theme) => each(membersOf, theme, (member) => this.#placeOf(member)));
    this.#collaborations(seeker);
    this.#gatherings(seeker);
    this.#colleagues(seeker);
    this.#themes(seeker);
    this.#place[seeker] = unseen;
    each(collaborators, seeker, (known) => (this.#place[known] = unseen));
    const candidates = this.#candidates.subarray(0, this.#size);
    for (const member of candidates) this.#place[member] = unseen;
    return { candidates, values: mapped((name) => this.#values[name].subarray(0, candidates.length)) };
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

  #collaborations(seeker: number): void {
    const { collaborators } = this.network;
    const degreeOf = (member: number): number => countOf(collaborators, member);
    const near: number[] = [];
    each(collaborators, seeker, (mutual) => {
      const degree = degreeOf(mutual);
      if (degree > crowd) return;
      each(collaborators, mutual, (member) => {
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
      each(collaborators, member, (third) => {
        const place = this.#placeOf(third);
        if (place >= 0) this.#values.threeSteps[place]! += share;
      });
    }
    for (const member of near) this.#reach[member] = 0;
  }

  #gatherings(seeker: number): void {
    const { gatheringsOf, attendees } = this.network;
    each(gatheringsOf, seeker, (gathering) => {
      const size = countOf(attendees, gathering);
      if (size > crowd) return;
      each(attendees, gathering, (member) => {
        const place = this.#placeOf(member);
        if (place < 0) return;
        this.#values.gatherings[place]! += 1 / size;
        this.#values.gatheringCosine[place]! +=
          1 / Math.sqrt(countOf(gatheringsOf, seeker) * countOf(gatheringsOf, member));
      });
    });
  }

  #colleagues(seeker: number): void {
    const { organisations, sectors, colleagues, collaborators } = this.network;
    const organisation = organisations[seeker]!;
    const sector = sectors[seeker]!;
    if (organisation >= 0 && countOf(colleagues, organisation) <= crowd)
      each(colleagues, organisation, (member) => this.#placeOf(member));
    for (let place = 0; place < this.#size; place++) {
      const member = this.#candidates[place]!;
      this.#values.activity[place] = Math.log1p(countOf(collaborators, member));
      if (organisation >= 0 && organisations[member] === organisation) this.#values.sameOrganisation[place] = 1;
      if (sector >= 0 && sectors[member] === sector) this.#values.sameSector[place] = 1;
    }
  }

  #themes(seeker: number): void {
    const { themesOf, stancesOf } = this.network;
    const { idf, probabilistic, adamicAdar, norms, saturation } = this.#rarity;
    const { starts, items } = themesOf;
    const values = this.#values;
    for (let row = starts[seeker]!; row < starts[seeker + 1]!; row++) this.#ownStance[items[row]!] = stancesOf[row]!;
    const own = countOf(themesOf, seeker);
    for (let place = 0; place < this.#size; place++) {
      const member = this.#candidates[place]!;
      let shared = 0;
      let product = 0;
      for (let row = starts[member]!; row < starts[member + 1]!; row++) {
        const theme = items[row]!;
        const stance = this.#ownStance[theme]!;
        if (stance === unseen) continue;
        shared++;
        product += idf[theme]! * idf[theme]!;
        values.themeIdf[place]! += idf[theme]!;
        values.themeAdamicAdar[place]! += adamicAdar[theme]!;
        values.themeBm25[place]! += probabilistic[theme]! * saturation[member]!;
        if (meets(stance, stancesOf[row]!)) values.complements[place]! += probabilistic[theme]!;
      }
      if (shared === 0) continue;
      values.sharedThemes[place] = shared;
      values.themeJaccard[place] = shared / (own + countOf(themesOf, member) - shared);
      const norm = norms[seeker]! * norms[member]!;
      values.themeCosine[place] = norm > 0 ? product / norm : 0;
    }
    each(themesOf, seeker, (theme) => (this.#ownStance[theme] = unseen));
  }
}

/** One SEEKS (1) and the other OFFERS (2). */
const meets = (a: number, b: number): boolean => (a === 1 && b === 2) || (a === 2 && b === 1);

const mapped = (make: (name: FeatureName) => Float64Array): Record<FeatureName, Float64Array> =>
  Object.fromEntries(featureNames.map((name) => [name, make(name)])) as Record<FeatureName, Float64Array>;

const columns = (length: number): Record<FeatureName, Float64Array> => mapped(() => new Float64Array(length));

function each({ starts, items }: Network["themesOf"], row: number, visit: (item: number) => void): void {
  for (let at = starts[row]!; at < starts[row + 1]!; at++) visit(items[at]!);
}
