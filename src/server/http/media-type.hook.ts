import { MIMEType } from "node:util";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendFault } from "./send-fault.js";

/** What the service reads as UTF-8. */
const readable = new Set(["utf-8", "utf8", "us-ascii"]);

/** A hook that refuses a body which the service would not read as it is meant: compressed, or in another charset. */
export async function refuseEncodedBody({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity")
    return refuse(
      reply.header("accept-encoding", "identity"),
      `Content-Encoding ${JSON.stringify(encoding)} is not supported: send the body uncompressed.`,
    );
  const charset = charsetOf(headers["content-type"]);
  if (charset !== null && !readable.has(charset.toLowerCase()))
    return refuse(reply, `The charset ${JSON.stringify(charset)} is not supported: send the body in UTF-8.`);
}

const refuse = async (reply: FastifyReply, message: string): Promise<void> =>
  void (await sendFault(reply, 415, { message, extensions: { code: "BAD_REQUEST" } }));

/** The charset of a Content-Type; null without one, and for a type that cannot be read, which no route takes. */
function charsetOf(contentType: string | undefined): string | null {
  try {
    return contentType === undefined ? null : new MIMEType(contentType).params.get("charset");
  } catch {
    return null;
  }
}
