import type { Exposure } from "./exposure.js";

export interface ImpressionServices {
  /** To how many viewers each member was shown. */
  exposure: Exposure;
}
