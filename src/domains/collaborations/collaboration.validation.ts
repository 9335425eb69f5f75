import { z } from "zod";
import { optionalNullable, id, optionalNonNull, text } from "../../core/graphql/validation.js";
import type { Wording } from "../../core/texts/wording.js";
import { CollaborationStage } from "./collaboration.entity.js";
import { collaborationWording } from "./collaboration.wording.js";

const { EXPLORING, EXPERIMENT, SCALED, STOPPED } = CollaborationStage;

/** Minimum number of members of an active collaboration. */
export const fewest = 2;

/** Valid next stages: SCALED requires EXPERIMENT first, and a stopped collaboration can be resumed. */
const next: Record<CollaborationStage, CollaborationStage[]> = {
  [EXPLORING]: [EXPERIMENT, STOPPED],
  [EXPERIMENT]: [EXPLORING, SCALED, STOPPED],
  [SCALED]: [STOPPED],
  [STOPPED]: [EXPLORING, EXPERIMENT],
};

/** What is wrong with a step between stages; null when the step is valid. */
export const problemOfStep = (from: CollaborationStage, to: CollaborationStage): Wording | null =>
  from === to || next[from].includes(to) ? null : collaborationWording.stepNotAllowed({ from, next: next[from] });

export const updateRules = z.object({
  id,
  version: z.int(),
  stage: optionalNonNull(z.enum(CollaborationStage)),
  outcome: optionalNullable(text(5_000)),
});
