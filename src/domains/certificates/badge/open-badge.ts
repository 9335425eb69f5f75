import { Language } from "../../../core/texts/language.js";
import { issuerName } from "../certificate.wording.js";
import type { CompletedTrack, IssuedCertificate } from "../issued-certificate.js";
import { badgeAddresses } from "./badge-addresses.js";

/** Names of the vocabularies, which verifiers know; nothing is fetched from there. */
export const badgeContexts = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

const schema = {
  id: "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
  type: "1EdTechJsonSchemaValidator2019",
};

/** By how many steps a track is completed: null for all. */
const criteria: Record<Language, (steps: number | null) => string> = {
  [Language.NL]: (steps) =>
    steps === null
      ? "Alle stappen van het leertraject zijn gedaan."
      : `Minstens ${steps} ${steps === 1 ? "stap" : "stappen"} van het leertraject ${steps === 1 ? "is" : "zijn"} gedaan.`,
  [Language.FR]: (steps) =>
    steps === null
      ? "Toutes les étapes du parcours d'apprentissage sont accomplies."
      : `Au moins ${steps} ${steps === 1 ? "étape" : "étapes"} du parcours d'apprentissage ${steps === 1 ? "est accomplie" : "sont accomplies"}.`,
  [Language.EN]: (steps) =>
    steps === null
      ? "All steps of the learning track were done."
      : `At least ${steps} ${steps === 1 ? "step" : "steps"} of the learning track ${steps === 1 ? "was" : "were"} done.`,
};

const evidence: Record<Language, string> = {
  [Language.NL]: "Gedane stappen",
  [Language.FR]: "Étapes accomplies",
  [Language.EN]: "Steps that were done",
};

/** The issuer of all badges of the network, as a Profile of Open Badges 3.0. */
export const profileOf = (publicUrl: string) => ({
  id: badgeAddresses(publicUrl).issuer,
  type: ["Profile"],
  name: issuerName,
  url: publicUrl,
});

/** A track as an Achievement of Open Badges 3.0. */
export const achievementOf = (track: CompletedTrack, publicUrl: string) => ({
  id: badgeAddresses(publicUrl).achievement(track.trackId),
  type: ["Achievement"],
  achievementType: "CertificateOfCompletion",
  name: track.title,
  // Required, where that of a track is not.
  description: track.description ?? track.title,
  criteria: { narrative: criteria[track.language ?? Language.NL](track.requiredSteps) },
  creator: profileOf(publicUrl),
  version: String(track.trackVersion),
});

/**
 * A certificate as an OpenBadgeCredential: Open Badges 3.0 and, with it, the data model 2.0 of Verifiable Credentials. The
 * learner is identified by name alone, and by an address that differs in each certificate, so that two badges do not
 * show by themselves that they are the same person's.
 */
export function credentialOf(certificate: IssuedCertificate, publicUrl: string) {
  const page = badgeAddresses(publicUrl).certificate(certificate.id);
  const { name, title, steps, language, issuedAt } = certificate;
  return {
    "@context": badgeContexts,
    id: page,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: title,
    issuer: profileOf(publicUrl),
    // In whole seconds, as `nbf` has no others and must be equal.
    validFrom: `${issuedAt.toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: `${page}#learner`,
      type: ["AchievementSubject"],
      identifier: [{ type: "IdentityObject", hashed: false, identityHash: name, identityType: "name" }],
      achievement: achievementOf(certificate, publicUrl),
    },
    ...(steps.length > 0 && {
      evidence: [
        {
          id: page,
          type: ["Evidence"],
          name: evidence[language ?? Language.NL],
          narrative: steps.map((step, index) => `${index + 1}. ${step}`).join("\n"),
        },
      ],
    }),
    credentialSchema: [schema],
  };
}
