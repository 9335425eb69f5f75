import { z } from "zod";

/** The addresses of the vocabularies come first and in this order (section 9.1 of Open Badges 3.0). */
const contexts = z.tuple(
  [
    z.literal("https://www.w3.org/ns/credentials/v2"),
    z.literal("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
  ],
  z.string(),
);
const uri = z.url();
const typed = (...names: string[]) =>
  z.array(z.string()).refine((types) => names.every((name) => types.includes(name)), `must have ${names.join(", ")}`);
const dateTimeZ = z.iso.datetime({ precision: 0 });

const profile = z.strictObject({ id: uri, type: typed("Profile"), name: z.string().min(1), url: uri });
const achievement = z.strictObject({
  id: uri,
  type: typed("Achievement"),
  // One of the terms of the enumeration AchievementType.
  achievementType: z.literal("CertificateOfCompletion"),
  name: z.string().min(1),
  description: z.string().min(1),
  criteria: z.strictObject({ narrative: z.string().min(1) }),
  creator: profile,
  version: z.string(),
});
const identity = z.strictObject({
  type: z.literal("IdentityObject"),
  hashed: z.literal(false),
  identityHash: z.string().min(1),
  identityType: z.literal("name"),
});

/** The classes of the data model of Open Badges 3.0 that the badges of the network use, with what each requires. */
export const openBadgeForm = {
  profile: profile.extend({ "@context": contexts }),
  achievement: achievement.extend({ "@context": contexts }),
  credential: z.strictObject({
    "@context": contexts,
    id: uri,
    type: typed("VerifiableCredential", "OpenBadgeCredential"),
    name: z.string().min(1),
    issuer: profile,
    validFrom: dateTimeZ,
    credentialSubject: z.strictObject({
      id: uri,
      type: typed("AchievementSubject"),
      identifier: z.array(identity).length(1),
      achievement,
    }),
    evidence: z
      .array(z.strictObject({ id: uri, type: typed("Evidence"), name: z.string(), narrative: z.string().min(1) }))
      .min(1)
      .optional(),
    credentialSchema: z.array(z.strictObject({ id: uri, type: z.literal("1EdTechJsonSchemaValidator2019") })).min(1),
    // The claims of the JWT.
    iss: uri,
    jti: uri,
    sub: uri,
    nbf: z.int(),
  }),
};
