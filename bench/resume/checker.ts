/** An event as a subscriber received it. */
export interface Delivery {
  cursor: string;
  ideaId: string;
}

export interface Verdict {
  deliveries: number;
  missing: number;
  /** Deliveries of what that subscriber had already. */
  duplicated: number;
  /** Deliveries of what stands before something that the subscriber had already. */
  outOfOrder: number;
  /** Deliveries of what the log does not hold. */
  unknown: number;
  /** The first of what is wrong, a line each. */
  findings: string[];
}

const maxFindings = 20;

/**
 * Compares what each subscriber received, in the order of receipt, with the ideas posted, in the order of the event
 * log.
 */
export function check(posted: readonly string[], logs: readonly (readonly Delivery[])[]): Verdict {
  const places = new Map(posted.map((ideaId, place) => [ideaId, place]));
  const verdict: Verdict = { deliveries: 0, missing: 0, duplicated: 0, outOfOrder: 0, unknown: 0, findings: [] };
  logs.forEach((log, index) => {
    const find = (kind: "missing" | "duplicated" | "outOfOrder" | "unknown", what: string): void => {
      verdict[kind]++;
      if (verdict.findings.length < maxFindings) verdict.findings.push(`subscriber ${index + 1} ${what}`);
    };
    const seen = new Set<number>();
    let furthest = -1;
    for (const { ideaId, cursor } of log) {
      verdict.deliveries++;
      const place = places.get(ideaId);
      if (place === undefined) find("unknown", `got ${ideaId}, which is not in the log (cursor ${cursor})`);
      else if (seen.has(place)) find("duplicated", `got idea ${place + 1} again (cursor ${cursor})`);
      else {
        seen.add(place);
        if (place < furthest) find("outOfOrder", `got idea ${place + 1} after ${furthest + 1} (cursor ${cursor})`);
        else furthest = place;
      }
    }
    posted.forEach((ideaId, place) => {
      if (!seen.has(place)) find("missing", `never got idea ${place + 1} of ${posted.length} (${ideaId})`);
    });
  });
  return verdict;
}
