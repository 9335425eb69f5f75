import { createHash } from "node:crypto";
import type { ProviderKind } from "./provider.js";

/**
 * The sign-in of the Flemish government: claims in the ID token, no address, opaque access tokens with introspection,
 * and no scope that the client was not granted.
 */
export const acmIdm =
  (authentication: "client_secret_basic" | "client_secret_post"): ProviderKind =>
  (usual) => ({
    ...usual,
    claims: {
      openid: ["sub"],
      profile: ["given_name", "family_name"],
      vo: ["vo_id", "vo_doelgroepcode", "vo_orgcode", "vo_orgnaam"],
      email: ["email"],
    },
    conformIdTokenClaims: false,
    clientAuthMethods: [authentication, "none"],
    clients: usual.clients!.map((client) => ({
      ...client,
      scope: "openid profile vo",
      ...(client.client_secret !== undefined && { token_endpoint_auth_method: authentication }),
    })),
    extraTokenClaims: undefined,
    features: {
      ...usual.features,
      resourceIndicators: { enabled: false },
      introspection: { enabled: true } as never,
    },
  });

/** A tenant of Microsoft Entra ID: `sub` differs by client, `oid` is the person; the type of access tokens is JWT. */
export const entra: ProviderKind = (usual) => ({
  ...usual,
  claims: { openid: ["sub", "oid", "tid"], profile: ["name", "preferred_username"], email: ["email"] },
  conformIdTokenClaims: false,
  subjectTypes: ["pairwise"],
  pairwiseIdentifier: (_ctx, accountId, { clientId }) =>
    createHash("sha256").update(`${accountId} at ${clientId}`).digest("base64url"),
  clients: usual.clients!.map((client) => ({ ...client, subject_type: "pairwise" })),
  formats: {
    customizers: {
      jwt: (_ctx, _token, jwt) => {
        jwt.header = { typ: "JWT" };
      },
    },
  },
});

/** Keycloak: access tokens with `typ` and the nonce of the sign-in in their payload, and roles of the realm. */
export const keycloak: ProviderKind = (usual) => ({
  ...usual,
  claims: {
    openid: ["sub"],
    profile: ["name", "given_name", "family_name", "preferred_username", "realm_access"],
    email: ["email", "email_verified"],
  },
  formats: {
    customizers: {
      jwt: (_ctx, token, jwt) => {
        jwt.header = { typ: "JWT" };
        Object.assign(jwt.payload, { typ: "Bearer", azp: token.clientId, nonce: "of the sign-in" });
      },
    },
  },
});
