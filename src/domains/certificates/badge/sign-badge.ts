import { SignJWT } from "jose";
import type { IssuedCertificate } from "../issued-certificate.js";
import { badgeAddresses } from "./badge-addresses.js";
import { badgeAlgorithm, type SigningKey } from "./badge-keys.js";
import { credentialOf } from "./open-badge.js";

/**
 * A badge as a JWT, by section 8.2 of Open Badges 3.0: the payload is the credential with the claims that repeat its
 * issuer, id, subject and beginning, and the header has no more than the section allows. `kid` is the address of the key.
 */
export function signBadge(certificate: IssuedCertificate, key: SigningKey, publicUrl: string): Promise<string> {
  const credential = credentialOf(certificate, publicUrl);
  return new SignJWT(credential)
    .setProtectedHeader({ alg: badgeAlgorithm, kid: badgeAddresses(publicUrl).key(key.id), typ: "JWT" })
    .setIssuer(credential.issuer.id)
    .setJti(credential.id)
    .setSubject(credential.credentialSubject.id)
    .setNotBefore(new Date(credential.validFrom))
    .sign(key.privateKey);
}
