import { z } from "zod";
import { id, invalid, line, optionalNonNull, optionalNullable, text } from "../../core/graphql/validation.js";
import { webAddress } from "../../core/graphql/web-address.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { isMistypedKbo, organisationCodeText } from "./organisation-code.js";
import { organisationWording } from "./organisation.wording.js";
import { Sector } from "./sector.enum.js";

export const maxOrganisationNameLength = 200;
export const organisationName = line(maxOrganisationNameLength);

/** The name of an organisation, or its code; a KBO number with wrong check digits is neither. */
export const organisationNameOrCode = organisationName.superRefine((text, check) => {
  if (!isMistypedKbo(text)) return;
  const wording = organisationWording.wrongCheckDigits(text);
  check.addIssue({ code: "custom", ...invalid({ problem: InputProblem.INVALID_FORMAT, wording }) });
});

const maxCodes = 20;

export const editOrganisationRules = z.object({
  id,
  version: z.number(),
  name: optionalNonNull(organisationName),
  sector: optionalNullable(z.enum(Sector)),
  description: optionalNullable(text(2_000)),
  website: optionalNullable(webAddress(organisationWording.noWebsite)),
  codes: optionalNullable(
    z
      .array(organisationCodeText)
      .refine(
        (codes) => codes.length <= maxCodes,
        invalid({ problem: InputProblem.TOO_MANY, wording: organisationWording.tooManyCodes(maxCodes) }),
      ),
  ),
});

export const mergeOrganisationsRules = z.object({ fromId: id, intoId: id });
