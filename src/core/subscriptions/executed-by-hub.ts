/** Streams are not those of graphql-js, which would execute each event for each subscriber: see `SubscriptionHub`. */
export const executedByHub = (): never => {
  throw new Error("Subscriptions are executed by the SubscriptionHub.");
};
