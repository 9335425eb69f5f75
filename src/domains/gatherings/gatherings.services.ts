import type { Context, CoreServices } from "../../core/graphql/context.js";
import { Turns } from "../../core/graphql/turns.js";
import { Sealer } from "../../core/sealing/sealer.js";
import type { ServiceOptions } from "../domain-module.js";
import { CheckInCodes } from "./attendance/check-in-codes.js";
import { CheckInTokens } from "./check-in-page/check-in-tokens.js";

/** What gatherings add to the services. */
export interface GatheringsServices {
  /** Seals the answers to the questions of hosts; null without a `DATA_KEY`, and then no question can be asked. */
  answerSealer: Sealer | null;
  /** The codes with which participants are checked in. */
  checkInCodes: CheckInCodes;
  /** The secrets in the addresses of check-in pages. */
  checkInTokens: CheckInTokens;
  /** Those who register for a gathering or a series, or cancel. */
  registrationTurns: Turns;
}

export type GatheringsContext = Context & GatheringsServices;

export function createGatheringsServices(
  _base: CoreServices,
  { dataKeys, secret, config }: ServiceOptions,
): GatheringsServices {
  const secrets = [secret, ...(config.previousAuthSecret === undefined ? [] : [config.previousAuthSecret])];
  return {
    answerSealer: dataKeys && new Sealer(dataKeys),
    checkInCodes: new CheckInCodes(secrets),
    checkInTokens: new CheckInTokens(secrets),
    registrationTurns: new Turns(),
  };
}
