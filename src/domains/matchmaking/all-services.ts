import type { IdentityServices } from "../identity/identity.services.js";
import type { ThemeServices } from "../themes/theme.services.js";
import type { MatchmakingServices } from "./matchmaking.services.js";

// Until the reads of matchmaking declare the context that they need.
declare module "../../core/graphql/context.js" {
  interface CoreServices extends ThemeServices, IdentityServices, MatchmakingServices {}
}
