import { z } from "zod";
import { InputProblem } from "../../core/texts/input-problem.js";
import { invalid, line, optionalNullable, optionalNonNull, text } from "../../core/graphql/validation.js";
import { Language } from "../../core/texts/language.js";
import { Experience, MemberLevel, Stance } from "./member.enums.js";
import { Sector } from "../organisations/sector.enum.js";
import { organisationNameOrCode } from "../organisations/organisation.validation.js";
import { memberWording } from "./member.wording.js";

export const maxNameLength = 120;
export const memberName = line(maxNameLength);
export const headline = line(200);

export const profileRules = z.object({
  name: optionalNonNull(memberName),
  headline: optionalNullable(headline),
  bio: optionalNullable(text(5_000)),
  organisation: optionalNullable(organisationNameOrCode),
  sector: optionalNullable(z.enum(Sector)),
  experience: optionalNullable(z.enum(Experience)),
  level: optionalNullable(z.enum(MemberLevel)),
  languages: optionalNullable(z.array(z.enum(Language)).transform((languages) => [...new Set(languages)])),
});

const maxInterests = 100;

export const interestsRules = z.object({
  interests: z
    .array(z.object({ theme: z.string(), stance: z.enum(Stance) }))
    .refine(
      (interests) => interests.length <= maxInterests,
      invalid({ problem: InputProblem.TOO_MANY, wording: memberWording.tooManyInterests(maxInterests) }),
    ),
});
