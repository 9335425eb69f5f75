import { z } from "zod";
import { id, invalid, optionalNonNull, optionalNullable, text } from "../../../core/graphql/validation.js";
import { webAddress } from "../../../core/graphql/web-address.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { outcomeWording } from "./outcome.wording.js";

const maxLinks = 10;
const maxResults = 50;

const result = z.object({ agendaItemId: id, result: optionalNullable(text(5_000)) });

export const outcomeRules = z.object({
  gatheringId: id,
  version: z.number().nullish(),
  summary: optionalNonNull(text(10_000)),
  links: optionalNullable(
    z
      .array(webAddress(outcomeWording.noLink))
      .refine(
        (links) => links.length <= maxLinks,
        invalid({ problem: InputProblem.TOO_MANY, wording: outcomeWording.tooManyLinks(maxLinks) }),
      ),
  ),
  results: optionalNullable(
    z
      .array(result)
      .refine(
        (results) => results.length <= maxResults,
        invalid({ problem: InputProblem.TOO_MANY, wording: outcomeWording.tooManyResults(maxResults) }),
      ),
  ),
});

export type GivenOutcome = z.output<typeof outcomeRules>;
export type GivenResult = z.output<typeof result>;
