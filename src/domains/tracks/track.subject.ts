import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { LearningTrack } from "./learning-track.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    LEARNING_TRACK: unknown;
  }
}

export const trackSubjects = {
  LEARNING_TRACK: {
    description: "A learning track of the network (leertraject).",
    yours: {
      [Language.NL]: "je leertraject",
      [Language.FR]: "votre parcours d'apprentissage",
      [Language.EN]: "your learning track",
    },
    reportable: {
      entity: LearningTrack,
      table: sql`learning_track`,
      title: sql`title`,
      authors: (id) => sql`SELECT member_id FROM track_coordinator WHERE track_id = ${id}`,
      eventData: (trackId) => Promise.resolve({ trackId }),
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
