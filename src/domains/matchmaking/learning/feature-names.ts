/** What is known of a target and a candidate, by name; each is 0 or more, and more speaks for the pair. */
export const featureNames = [
  /** The shared themes: how many, as a share of all that either has, and by rarity in four ways. */
  "sharedThemes",
  "themeJaccard",
  "themeCosine",
  "themeAdamicAdar",
  "themeIdf",
  "themeBm25",
  /** The rarity of the themes that one seeks and the other offers. */
  "complements",
  /** The mutual collaborators: those with few collaborators of their own count for more, in two ways. */
  "mutualAdamicAdar",
  "mutualAllocation",
  /** How many collaborators are mutual, over the geometric mean of how many both have. */
  "mutualCosine",
  /** Paths of three collaborations, each step shared out among all whom it could lead to. */
  "threeSteps",
  /** How many collaborators the candidate has, as a logarithm. */
  "activity",
  /** The gatherings that both came to: a small one counts for more; and as a share of all that either came to. */
  "gatherings",
  "gatheringCosine",
  "sameOrganisation",
  "sameSector",
] as const;

export type FeatureName = (typeof featureNames)[number];

/** `values.x[i]` is feature x of `candidates[i]`. All is overwritten when the next target's are computed. */
export interface Features {
  candidates: Int32Array;
  values: Record<FeatureName, Float64Array>;
}
