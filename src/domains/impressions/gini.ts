/** How many members were shown to so many viewers. */
export interface Share {
  viewers: number;
  members: number;
}

/**
 * The Gini coefficient of exposure: 0 when all members are shown to equally many, towards 1 when a few are shown to
 * all; 0 when nobody is shown to anybody. Half the mean difference between two members, divided by the mean (C. Gini,
 * Variabilità e mutabilità, 1912), as 2 Σ rank × viewers / (n Σ viewers) − (n + 1) / n over the members from the least
 * to the most shown.
 */
export function gini(shares: Share[]): number {
  let [members, total, ranked] = [0, 0, 0];
  for (const share of [...shares].sort((a, b) => a.viewers - b.viewers)) {
    // The ranks of those with the same number are members + 1 to members + share.members.
    ranked += share.viewers * share.members * (members + (share.members + 1) / 2);
    members += share.members;
    total += share.viewers * share.members;
  }
  return total === 0 ? 0 : (2 * ranked) / (members * total) - (members + 1) / members;
}
