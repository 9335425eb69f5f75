import { z } from "zod";
import { invalid, line, optionalId, text } from "../../../core/graphql/validation.js";
import { webAddress } from "../../../core/graphql/web-address.js";
import { rejectInput } from "../../../core/errors/user-error.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Wording } from "../../../core/texts/wording.js";
import { TrackStepKind } from "../track.enums.js";
import { stepWording, tooManySteps } from "./step.wording.js";

const maxSteps = 50;
const maxAttended = 100;

const { NOT_ALLOWED, REQUIRED, DUPLICATE } = InputProblem;
const { GATHERING, SERIES } = TrackStepKind;

/** An empty field of a form is as absent. */
const orNull = <T extends z.ZodType<string, string>>(rule: T) =>
  z.preprocess((value) => (value === "" ? null : value), rule.nullish()).transform((value) => value ?? null);

const step = z.object({
  id: optionalId,
  kind: z.enum(TrackStepKind),
  title: orNull(line(300)),
  description: orNull(text(5_000)),
  link: orNull(webAddress(stepWording.noLink)),
  gatheringId: optionalId,
  seriesId: optionalId,
  minAttended: z
    .number()
    .refine(
      (count) => count >= 1 && count <= maxAttended,
      invalid({ problem: InputProblem.OUT_OF_RANGE, wording: stepWording.minAttendedRange }),
    )
    .nullish(),
});

export const trackSteps = z
  .array(step)
  .refine(
    (steps) => steps.length <= maxSteps,
    invalid({ problem: InputProblem.TOO_MANY, wording: tooManySteps(maxSteps) }),
  );

export type GivenStep = z.output<typeof step>;

/** Whether learners mark the step themselves. */
export const isMarked = ({ kind }: { kind: TrackStepKind }): boolean => kind !== GATHERING && kind !== SERIES;

/** Ends the mutation unless each step has what its kind needs and nothing else, and none is there twice. */
export function checkSteps(steps: readonly GivenStep[]): void {
  const seen = new Set<string>();
  for (const [index, given] of steps.entries()) {
    const refuse = (field: keyof GivenStep, problem: InputProblem, wording: Wording): never =>
      rejectInput(problem, wording, "steps", String(index), field);
    if (given.gatheringId !== null && given.kind !== GATHERING)
      refuse("gatheringId", NOT_ALLOWED, stepWording.onlyGathering);
    if (given.seriesId !== null && given.kind !== SERIES) refuse("seriesId", NOT_ALLOWED, stepWording.onlySeries);
    if (given.minAttended != null && given.kind !== SERIES) refuse("minAttended", NOT_ALLOWED, stepWording.onlySeries);
    if (isMarked(given) && given.title === null) refuse("title", REQUIRED, stepWording.titleRequired);
    if (isMarked(given) && given.link === null) refuse("link", REQUIRED, stepWording.linkRequired);
    for (const field of ["id", "gatheringId", "seriesId"] as const) {
      const value = given[field];
      if (value !== null && seen.has(value))
        refuse(field, DUPLICATE, field === "id" ? stepWording.stepTwice : stepWording.meetingTwice);
      if (value !== null) seen.add(value);
    }
  }
}
