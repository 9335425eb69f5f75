import { z } from "zod";
import { optionalNullable, id, optionalNonNull, text } from "../../core/graphql/validation.js";
import { CollaborationStage } from "./collaboration.entity.js";

const { EXPLORING, EXPERIMENT, SCALED, STOPPED } = CollaborationStage;

/** Fewer than so many do not work together. */
export const fewest = 2;

/** Where a collaboration may go from each stage; what is scaled was an experiment first, and what stopped can be taken up again. */
const next: Record<CollaborationStage, CollaborationStage[]> = {
  [EXPLORING]: [EXPERIMENT, STOPPED],
  [EXPERIMENT]: [EXPLORING, SCALED, STOPPED],
  [SCALED]: [STOPPED],
  [STOPPED]: [EXPLORING, EXPERIMENT],
};

/** Why a collaboration cannot go from one stage to another; null when it can. */
export const problemOfStep = (from: CollaborationStage, to: CollaborationStage): string | null =>
  from === to || next[from].includes(to) ? null : `cannot follow ${from}: choose ${next[from].join(" or ")}.`;

export const updateRules = z.object({
  id,
  version: z.int(),
  stage: optionalNonNull(z.enum(CollaborationStage)),
  outcome: optionalNullable(text(5_000)),
});
