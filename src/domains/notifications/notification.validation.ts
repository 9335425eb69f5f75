import { z } from "zod";
import { id } from "../../core/graphql/validation.js";

const mostAtOnce = 100;

export const readRules = z
  .object({
    ids: z.array(id).max(mostAtOnce, `must name at most ${mostAtOnce}: mark the others in another call.`).nullish(),
    upTo: id.nullish(),
  })
  .refine(({ ids, upTo }) => (ids == null) !== (upTo == null), { message: `Give "ids" or "upTo", one of the two.` });
