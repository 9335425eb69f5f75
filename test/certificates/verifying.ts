import { createPublicKey } from "node:crypto";
import { expect } from "@jest/globals";
import jsonwebtoken from "jsonwebtoken";

/* eslint-disable @typescript-eslint/no-explicit-any -- what is read may have any form */

/** Does what section 8.2 of Open Badges 3.0 asks of who verifies a badge, with another library than signed it. */
export async function verifiedBadge(jwt: string): Promise<{ header: any; credential: any }> {
  const header = JSON.parse(Buffer.from(jwt.split(".")[0]!, "base64url").toString());
  expect(Object.keys(header).sort()).toEqual(["alg", "kid", "typ"]);
  expect(header).toMatchObject({ alg: "RS256", typ: "JWT" });
  const published = await fetch(header.kid);
  expect(published.status).toBe(200);
  expect(published.headers.get("content-type")).toMatch(/^application\/jwk\+json\b/);
  const jwk = (await published.json()) as any;
  expect(jwk).toMatchObject({ kty: "RSA", kid: header.kid, alg: "RS256", use: "sig" });
  expect(jwk).not.toHaveProperty("d");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const credential = jsonwebtoken.verify(jwt, key, { algorithms: ["RS256"] }) as any;
  expect(credential.iss).toBe(credential.issuer.id);
  expect(credential.jti).toBe(credential.id);
  expect(credential.sub).toBe(credential.credentialSubject.id);
  expect(new Date(credential.nbf * 1_000).toISOString()).toBe(new Date(credential.validFrom).toISOString());
  expect(credential.exp).toBeUndefined();
  return { header, credential };
}
