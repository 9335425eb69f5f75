import type { FastifyReply, FastifyRequest } from "fastify";
import type { IsAllowed } from "../operations/allowed-origins.js";
import { sendFault } from "./send-fault.js";

/** What a browser reports of requests that no page of elsewhere caused. */
const own = new Set(["same-origin", "none"]);

/**
 * A hook that refuses a GET which a page of elsewhere lets a visitor's browser send: by a link, an image, a script or a
 * fetch. It would carry nobody's token and its answer could not be read; but it would run, at the visitor's address.
 * Browsers name such requests in `Sec-Fetch-Site`, which no page can change; other clients do not send it.
 */
export const refuseCrossSite =
  (isAllowed: IsAllowed) =>
  ({ method, headers }: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { origin, "sec-fetch-site": site } = headers;
    if (method !== "GET" || typeof site !== "string" || own.has(site)) return done();
    if (origin !== undefined && isAllowed(origin)) return done();
    sendFault(reply, 403, {
      message: "Pages of this origin may not call the service: list it in ALLOWED_ORIGINS.",
      extensions: { code: "FORBIDDEN" },
    });
  };
