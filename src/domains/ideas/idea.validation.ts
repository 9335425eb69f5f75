import { z } from "zod";
import { Language } from "../../core/graphql/language.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { id, line, optionalId, optionalNullable, optionalNonNull, text } from "../../core/graphql/validation.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";

const title = line(300);
const body = text(20_000);
const themes = z.array(z.string()).max(10, "must name at most 10 themes.");

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
      .refine((status) => status !== IdeaStatus.WITHDRAWN, "cannot be WITHDRAWN here: use `withdrawIdea`."),
  ),
});

export const commentRules = z.object({
  ideaId: id,
  replyToId: optionalId,
  body: text(5_000),
  idempotencyKey,
});
