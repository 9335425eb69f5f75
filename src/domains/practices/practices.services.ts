import type { Context, CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";

/** What practices add to the services. */
export interface PracticesServices {
  /** Whether organisers decide about practices of other members before they are published. */
  practiceReview: boolean;
}

export type PracticesContext = Context & PracticesServices;

export const createPracticesServices = (_base: CoreServices, { config }: ServiceOptions): PracticesServices => ({
  practiceReview: config.practiceReview,
});
