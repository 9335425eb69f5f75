import type { Context } from "../../core/graphql/context.js";
import { Turns } from "../../core/graphql/turns.js";

/** What learning tracks add to the services. */
export interface TracksServices {
  /** Those who enrol in a track, or leave it. */
  enrolmentTurns: Turns;
}

export type TracksContext = Context & TracksServices;

export const createTracksServices = (): TracksServices => ({ enrolmentTurns: new Turns() });
