import type { Certificate } from "./certificate.entity.js";

/** What a track was when it was completed. */
export type CompletedTrack = Pick<
  Certificate,
  "trackVersion" | "title" | "description" | "language" | "requiredSteps"
> & { trackId: string };

/** A certificate with all that a reader of its address sees. */
export interface IssuedCertificate extends CompletedTrack, Pick<Certificate, "id" | "issuedAt"> {
  /** The titles of the steps that the learner had done, as anybody may read them. */
  steps: string[];
  /** The name of the learner, as it is now. */
  name: string;
}
