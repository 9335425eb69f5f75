import type { Certificate } from "./certificate.entity.js";

/** What a track was when it was completed. */
export type CompletedTrack = Pick<
  Certificate,
  "trackVersion" | "title" | "description" | "language" | "requiredSteps"
> & { trackId: string };

/** A certificate with all that a reader of its address sees. */
export interface IssuedCertificate extends CompletedTrack, Pick<Certificate, "id" | "steps" | "issuedAt"> {
  /** The name of the learner, as it is now. */
  name: string;
}
