import type { Notifier } from "./notifier.js";

export interface NotificationServices {
  /** Creates notifications from the event log. */
  notifier: Notifier;
}
