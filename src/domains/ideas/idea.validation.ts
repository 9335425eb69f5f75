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
import { themeSlugs } from "../themes/theme-slugs.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import { ideaWording } from "./idea.wording.js";
import { mentionRules } from "./mentions/mention.ranges.js";

const title = line(300);
const body = text(20_000);
const status = z
  .enum(IdeaStatus)
  .refine(
    (status) => status !== IdeaStatus.WITHDRAWN,
    invalid({ problem: InputProblem.NOT_ALLOWED, wording: ideaWording.withdrawElsewhere }),
  );

export const postIdeaRules = z.object({
  kind: z.enum(IdeaKind),
  title,
  body,
  mentions: mentionRules.nullish(),
  themes: themeSlugs,
  language: z.enum(Language).nullish(),
  idempotencyKey,
});

export const editIdeaRules = z.object({
  id,
  version: z.number(),
  kind: optionalNonNull(z.enum(IdeaKind)),
  title: optionalNonNull(title),
  body: optionalNonNull(body),
  mentions: optionalNullable(mentionRules),
  themes: optionalNullable(themeSlugs),
  language: optionalNullable(z.enum(Language)),
  status: optionalNonNull(status),
});

export const updateIdeaStatusRules = z.object({ id, version: z.number(), status, note: text(2_000).nullish() });

export const markAnswerRules = z.object({ ideaId: id, commentId: optionalId });

const commentBody = text(5_000);
export const commentRules = z.object({
  ideaId: id,
  replyToId: optionalId,
  body: commentBody,
  mentions: mentionRules.nullish(),
  idempotencyKey,
});

export const editCommentRules = z.object({
  id,
  version: z.number(),
  body: commentBody,
  mentions: optionalNullable(mentionRules),
});
