import type { Context, CoreServices } from "../../core/graphql/context.js";
import { Sealer } from "../../core/sealing/sealer.js";
import type { ServiceOptions } from "../domain-module.js";
import { BadgeKeys } from "./badge/badge-keys.js";
import { WrittenCertificates } from "./pdf/written-certificates.js";

/** What certificates add to the services. */
export interface CertificatesServices {
  /** Signs badges; null without a `DATA_KEY` that seals the keys, and then there are none. */
  badgeKeys: BadgeKeys | null;
  writtenCertificates: WrittenCertificates;
}

export type CertificatesContext = Context & CertificatesServices;

export const createCertificatesServices = (
  _base: CoreServices,
  { dataKeys }: ServiceOptions,
): CertificatesServices => ({
  badgeKeys: dataKeys && new BadgeKeys(new Sealer(dataKeys)),
  writtenCertificates: new WrittenCertificates(),
});
