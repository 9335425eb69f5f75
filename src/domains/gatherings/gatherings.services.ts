import type { Context, CoreServices } from "../../core/graphql/context.js";
import { Sealer } from "../../core/sealing/sealer.js";
import type { ServiceOptions } from "../domain-module.js";

/** What gatherings add to the services. */
export interface GatheringsServices {
  /** Seals the answers to the questions of hosts; null without a `DATA_KEY`, and then no question can be asked. */
  answerSealer: Sealer | null;
}

export type GatheringsContext = Context & GatheringsServices;

export const createGatheringsServices = (_base: CoreServices, { dataKeys }: ServiceOptions): GatheringsServices => ({
  answerSealer: dataKeys && new Sealer(dataKeys),
});
