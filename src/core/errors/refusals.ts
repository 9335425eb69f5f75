import { Fault } from "./fault.js";

export const unavailableMessage = "The service cannot answer for the moment: try again in a second.";
export const internalMessage = "A fault of the service; it was logged.";

type Extensions = Record<string, unknown>;

export const unavailable = (extensions?: Extensions): Fault => new Fault("UNAVAILABLE", unavailableMessage, extensions);

export const invalidAccessToken = (extensions?: Extensions): Fault =>
  new Fault(
    "UNAUTHENTICATED",
    "The access token is not valid (any more): refresh the session or sign in again.",
    extensions,
  );
