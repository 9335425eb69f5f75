import type { BudgetServices } from "../core/budget/budget.services.js";
import type { CoreServices } from "../core/graphql/context.js";
import type { SubscriptionHub } from "../core/subscriptions/subscription-hub.js";
import type { IdentityServices } from "../domains/identity/identity.services.js";
import type { ImpressionServices } from "../domains/impressions/impression.services.js";
import type { MatchmakingServices } from "../domains/matchmaking/matchmaking.services.js";
import type { NotificationServices } from "../domains/notifications/notification.services.js";
import type { ThemeServices } from "../domains/themes/theme.services.js";
import type { PrivacyServices } from "../domains/privacy/privacy.services.js";

/** All that lives as long as the process. */
export type Services = CoreServices &
  BudgetServices &
  ThemeServices &
  IdentityServices &
  ImpressionServices &
  MatchmakingServices &
  NotificationServices &
  PrivacyServices & {
    /** The subscriptions under way in this process. */
    subscriptions: SubscriptionHub;
  };
