import { z } from "zod";
import { id } from "../../core/graphql/validation.js";

const maxAtOnce = 100;

export const readRules = z
  .object({
    ids: z.array(id).max(maxAtOnce, `must name at most ${maxAtOnce}: mark the others in another call.`).nullish(),
    upTo: id.nullish(),
  })
  .refine(({ ids, upTo }) => (ids == null) !== (upTo == null), { message: `Give "ids" or "upTo", one of the two.` });
