import { z } from "zod";
import { InputProblem } from "../../core/texts/input-problem.js";
import { Language } from "../../core/texts/language.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import {
  id,
  invalid,
  line,
  optionalId,
  optionalNullable,
  optionalNonNull,
  text,
} from "../../core/graphql/validation.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import { ideaWording } from "./idea.wording.js";

const maxThemes = 10;

const title = line(300);
const body = text(20_000);
const themes = z
  .array(z.string())
  .refine(
    (slugs) => slugs.length <= maxThemes,
    invalid({ problem: InputProblem.TOO_MANY, wording: ideaWording.tooManyThemes(maxThemes) }),
  );

export const postIdeaRules = z.object({
  kind: z.enum(IdeaKind),
  title,
  body,
  themes,
  language: z.enum(Language).nullish(),
  idempotencyKey,
});

export const editIdeaRules = z.object({
  id,
  version: z.number(),
  kind: optionalNonNull(z.enum(IdeaKind)),
  title: optionalNonNull(title),
  body: optionalNonNull(body),
  themes: optionalNullable(themes),
  language: optionalNullable(z.enum(Language)),
  status: optionalNonNull(
    z
      .enum(IdeaStatus)
      .refine(
        (status) => status !== IdeaStatus.WITHDRAWN,
        invalid({ problem: InputProblem.NOT_ALLOWED, wording: ideaWording.withdrawElsewhere }),
      ),
  ),
});

export const commentRules = z.object({
  ideaId: id,
  replyToId: optionalId,
  body: text(5_000),
  idempotencyKey,
});
