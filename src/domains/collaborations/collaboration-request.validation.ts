import { z } from "zod";
import { id, text } from "../../core/graphql/validation.js";

const day = 86_400_000;

/** How long a request can be answered. */
export const lifetime = 30 * day;
/** After a member declined, the same member may not ask them again for as long. */
export const rest = 30 * day;
/** So many requests of one member may wait for an answer at a time. */
export const maxPending = 20;
/** So many requests one member may send in a day, whatever became of them. */
export const maxInADay = 30;

export const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
export const aDayBefore = (now: Date): Date => later(now, -day);

export const requestRules = z.object({ memberId: id, ideaId: id.nullish(), message: text(2_000) });

export const responseRules = z
  .object({ id, accept: z.boolean(), reason: text(2_000).nullish() })
  .refine(({ accept, reason }) => !accept || reason == null, {
    message: "is for declining: leave it out.",
    path: ["reason"],
  });
