import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  None,
  type ClientAuth,
  type ServerMetadata,
} from "openid-client";
import type { OidcClientConfig } from "../../../config/issuer.js";
import { boundedFetch } from "./bounded-fetch.js";
import { clockToleranceSeconds, type Issuer, type IssuerMetadata } from "./issuer.js";

/** The service as a client that is registered at the issuer. */
export class IssuerClient {
  constructor(
    readonly issuer: Issuer,
    readonly config: OidcClientConfig,
  ) {}

  /** What the library needs for a request to the issuer; throws when the issuer has never been reached. */
  async configuration(): Promise<Configuration> {
    const metadata = await this.issuer.metadata();
    const configuration = new Configuration(
      metadata as ServerMetadata,
      this.config.id,
      { [clockTolerance]: clockToleranceSeconds },
      authenticationOf(this.config, metadata),
    );
    configuration[customFetch] = (url, init) => boundedFetch(url, init);
    configuration.timeout = 3;
    // Only issuers on the local machine have such an address.
    if (this.issuer.url.startsWith("http:")) allowInsecureRequests(configuration);
    return configuration;
  }
}

function authenticationOf({ secret, authentication }: OidcClientConfig, metadata: IssuerMetadata): ClientAuth {
  if (secret === undefined) return None();
  const ways = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const way = authentication ?? (ways.includes("client_secret_basic") ? "client_secret_basic" : "client_secret_post");
  return way === "client_secret_basic" ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}
