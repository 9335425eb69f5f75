import { z } from "zod";
import { id, optionalId, text } from "../../../core/graphql/validation.js";

export const assignmentRules = z.object({ id, memberId: optionalId });

export const handlingRules = z.object({ id, note: text(2_000).nullish() });
