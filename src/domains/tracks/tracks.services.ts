import type { Context, CoreServices } from "../../core/graphql/context.js";
import { Turns } from "../../core/graphql/turns.js";
import type { ServiceOptions } from "../domain-module.js";
import { TrackFollower } from "./following/track-follower.js";
import type { CompletionServices } from "./progress/complete.js";

/** What learning tracks add to the services. */
export interface TracksServices extends CompletionServices {
  /** Those who enrol in a track, or leave it. */
  enrolmentTurns: Turns;
  /** Completes tracks as what completes them happens elsewhere. */
  trackFollower: TrackFollower;
}

export type TracksContext = Context & TracksServices;

export const createTracksServices = (
  _base: CoreServices,
  { services, log, onCompletion }: ServiceOptions,
): TracksServices => ({
  onCompletion,
  enrolmentTurns: new Turns(),
  trackFollower: new TrackFollower(services, log),
});
