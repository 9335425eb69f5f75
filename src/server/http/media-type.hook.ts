import { MIMEType } from "node:util";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendFault } from "./send-fault.js";

/** What the service reads as UTF-8. */
const readable = new Set(["utf-8", "utf8", "us-ascii"]);

/** A hook that refuses a body which the service would not read as it is meant: compressed, or in another charset. */
export function refuseEncodedBody({ headers }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity")
    return refuse(
      reply.header("accept-encoding", "identity"),
      `Content-Encoding ${JSON.stringify(encoding)} is not supported: send the body uncompressed.`,
    );
  const type = headers["content-type"];
  // Of nearly every request.
  if (type === "application/json") return done();
  const charset = charsetOf(type);
  if (charset !== null && !readable.has(charset.toLowerCase()))
    return refuse(reply, `The charset ${JSON.stringify(charset)} is not supported: send the body in UTF-8.`);
  done();
}

const refuse = (reply: FastifyReply, message: string): void =>
  void sendFault(reply, 415, { message, extensions: { code: "BAD_REQUEST" } });

/** The charset of a Content-Type; null without one, and for a type that cannot be read, which no route takes. */
function charsetOf(contentType: string | undefined): string | null {
  try {
    return contentType === undefined ? null : new MIMEType(contentType).params.get("charset");
  } catch {
    return null;
  }
}
