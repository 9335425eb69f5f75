import { z } from "zod";
import { id, invalid, line, optionalNonNull, optionalNullable, text } from "../../core/graphql/validation.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { Language } from "../../core/texts/language.js";
import { themeSlugs } from "../themes/theme-slugs.js";
import { trackSteps } from "./steps/step.validation.js";
import { capacityRange, tooManyCoordinators, trackWording } from "./track.wording.js";

const maxCoordinators = 20;
const maxCapacity = 100_000;

const title = line(300);

const coordinators = z
  .array(id)
  .refine(
    (ids) => ids.length > 0,
    invalid({ problem: InputProblem.REQUIRED, wording: trackWording.coordinatorRequired }),
  )
  .refine(
    (ids) => ids.length <= maxCoordinators,
    invalid({ problem: InputProblem.TOO_MANY, wording: tooManyCoordinators(maxCoordinators) }),
  );

const capacity = z
  .number()
  .refine(
    (places) => places >= 1 && places <= maxCapacity,
    invalid({ problem: InputProblem.OUT_OF_RANGE, wording: capacityRange(maxCapacity) }),
  );

const details = {
  description: optionalNullable(text(20_000)),
  themes: optionalNullable(themeSlugs),
  language: optionalNullable(z.enum(Language)),
  capacity: optionalNullable(capacity),
  enrolmentClosesAt: optionalNullable(z.date()),
  /** Compared with the steps once they are known. */
  requiredSteps: optionalNullable(z.number()),
};

export const createTrackRules = z.object({
  ...details,
  title,
  steps: trackSteps.nullish(),
  coordinators: coordinators.nullish(),
  idempotencyKey,
});

export const editTrackRules = z.object({
  ...details,
  id,
  version: z.number(),
  title: optionalNonNull(title),
  steps: optionalNonNull(trackSteps),
  coordinators: optionalNonNull(coordinators),
});

export const duplicateTrackRules = z.object({ id, title: title.nullish(), idempotencyKey });

export const trackVersionRules = z.object({ id, version: z.number() });

export type GivenTrack = Omit<z.output<typeof createTrackRules>, "idempotencyKey">;
