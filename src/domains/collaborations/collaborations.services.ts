import type { Context } from "../../core/graphql/context.js";
import { Turns } from "../../core/graphql/turns.js";

/** What collaborations add to the services. */
export interface CollaborationsServices {
  /** Those who join forces on an idea, or answer requests about it. */
  joiningTurns: Turns;
}

export type CollaborationsContext = Context & CollaborationsServices;

export const createCollaborationsServices = (): CollaborationsServices => ({ joiningTurns: new Turns() });
