import { LearningTracks1764000000103 } from "../../../migrations/1764000000103-learning-tracks.js";
import type { DomainModule } from "../domain-module.js";
import { enrolmentById } from "./enrolments/enrolment.reads.js";
import { TrackEnrolmentResolver } from "./enrolments/enrolment.resolver.js";
import { TrackEnrolment } from "./enrolments/track-enrolment.entity.js";
import { GatheringTrackResolver } from "./gathering-track.resolver.js";
import { LearningTrack } from "./learning-track.entity.js";
import { StepProgressResolver, TrackProgressResolver } from "./progress/progress.resolver.js";
import { TrackMark } from "./progress/track-mark.entity.js";
import { stepById } from "./steps/step.reads.js";
import { TrackStepResolver } from "./steps/step.resolver.js";
import { TrackStep } from "./steps/track-step.entity.js";
import { TrackCoordinator } from "./track-coordinator.entity.js";
import { TrackTheme } from "./track-theme.entity.js";
import { trackErrors } from "./track.errors.js";
import { LearningTrackMutations } from "./track.mutations.js";
import { trackPersonalData } from "./track.personal-data.js";
import { trackPolicy } from "./track.policy.js";
import { trackById } from "./track.reads.js";
import { LearningTrackResolver, ThemeTracksResolver } from "./track.resolver.js";
import { trackSubjects } from "./track.subject.js";
import { createTracksServices } from "./tracks.services.js";

export const tracksModule = {
  name: "tracks",
  entities: [LearningTrack, TrackTheme, TrackCoordinator, TrackStep, TrackEnrolment, TrackMark],
  migrations: [LearningTracks1764000000103],
  resolvers: [
    LearningTrackResolver,
    LearningTrackMutations,
    TrackStepResolver,
    TrackEnrolmentResolver,
    TrackProgressResolver,
    StepProgressResolver,
    ThemeTracksResolver,
    GatheringTrackResolver,
  ],
  nodes: { learning_track: trackById, track_step: stepById, track_enrolment: enrolmentById },
  services: createTracksServices,
  mergedReferences: [{ to: "theme", table: "track_theme", column: "theme_id", uniqueWith: "track_id" }],
  personalData: trackPersonalData,
  userErrors: trackErrors,
  subjects: trackSubjects,
  policy: trackPolicy,
} satisfies DomainModule;
