import { LearningTracks1764000000103 } from "../../../migrations/1764000000103-learning-tracks.js";
import { TrackNews1764000000104 } from "../../../migrations/1764000000104-track-news.js";
import type { CoreServices } from "../../core/graphql/context.js";
import { servePage } from "../../core/pages/serve-page.js";
import type { DomainModule } from "../domain-module.js";
import { enrolmentById } from "./enrolments/enrolment.reads.js";
import { TrackEnrolmentResolver } from "./enrolments/enrolment.resolver.js";
import { TrackEnrolment } from "./enrolments/track-enrolment.entity.js";
import { TrackPosition } from "./following/track-position.entity.js";
import { GatheringTrackResolver } from "./gathering-track.resolver.js";
import { LearningTrack } from "./learning-track.entity.js";
import { TrackChangedResolver } from "./live/track-changed.resolver.js";
import { trackChanged } from "./live/track-changed.subscription.js";
import { trackPage } from "./page/track.page.js";
import { StepProgressResolver, TrackProgressResolver } from "./progress/progress.resolver.js";
import { TrackMark } from "./progress/track-mark.entity.js";
import { stepById } from "./steps/step.reads.js";
import { TrackStepResolver } from "./steps/step.resolver.js";
import { TrackStep } from "./steps/track-step.entity.js";
import { TrackCoordinator } from "./track-coordinator.entity.js";
import { TrackTheme } from "./track-theme.entity.js";
import { trackErrors } from "./track.errors.js";
import { LearningTrackMutations } from "./track.mutations.js";
import { trackNotificationRules } from "./track.notification-rules.js";
import { trackNotifications } from "./track.notifications.js";
import { trackPersonalData } from "./track.personal-data.js";
import { trackPolicy } from "./track.policy.js";
import { trackById } from "./track.reads.js";
import { LearningTrackResolver, ThemeTracksResolver } from "./track.resolver.js";
import { trackSubjects } from "./track.subject.js";
import { createTracksServices, type TracksServices } from "./tracks.services.js";

export const tracksModule = {
  name: "tracks",
  entities: [LearningTrack, TrackTheme, TrackCoordinator, TrackStep, TrackEnrolment, TrackMark, TrackPosition],
  migrations: [LearningTracks1764000000103, TrackNews1764000000104],
  resolvers: [
    LearningTrackResolver,
    LearningTrackMutations,
    TrackStepResolver,
    TrackEnrolmentResolver,
    TrackProgressResolver,
    StepProgressResolver,
    ThemeTracksResolver,
    GatheringTrackResolver,
    TrackChangedResolver,
  ],
  subscriptions: [trackChanged],
  sharedFields: {
    TrackChanged: ["cursor", "track"],
    LearningTrack: [
      ...["id", "status", "title", "description", "language", "capacity", "enrolmentClosesAt", "requiredSteps"],
      ...["createdAt", "publishedAt", "editedAt", "version", "steps", "themes", "coordinators"],
    ],
    TrackStep: [
      ...["id", "track", "kind", "title", "description", "link", "gathering", "series", "minAttended", "counts"],
    ],
    TrackCapacity: ["limit", "taken", "waiting"],
    Gathering: ["track"],
  },
  nodes: { learning_track: trackById, track_step: stepById, track_enrolment: enrolmentById },
  routes: (app, options) => servePage(app, options, "tracks", trackPage),
  services: createTracksServices,
  start: ({ trackFollower }: CoreServices & TracksServices) => trackFollower.follow(),
  jobs: ({ trackFollower }: CoreServices & TracksServices) => [trackFollower.job],
  mergedReferences: [{ to: "theme", table: "track_theme", column: "theme_id", uniqueWith: "track_id" }],
  personalData: trackPersonalData,
  userErrors: trackErrors,
  notifications: { kinds: trackNotifications, rules: trackNotificationRules },
  subjects: trackSubjects,
  policy: trackPolicy,
} satisfies DomainModule;
