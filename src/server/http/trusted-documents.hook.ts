import type { FastifyReply, FastifyRequest } from "fastify";
import { chargeRefusal } from "../../core/budget/charge.js";
import { costOfRefusal } from "../operations/prepare.js";
import { sendFault } from "./send-fault.js";
import { documentNotTrusted, type DocumentRequest, type TrustedDocuments } from "../operations/trusted-documents.js";

/**
 * A hook before GraphQL over HTTP, of a request that was admitted: puts the listed text where Apollo Server looks for it,
 * or refuses the request and charges its caller.
 */
export const requireTrustedDocument =
  (trusted: TrustedDocuments) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const refuse = async (text: unknown): Promise<void> => {
      const ctx = request.graphql!;
      await chargeRefusal(ctx, costOfRefusal(text));
      ctx.end();
      await sendFault(reply, 400, documentNotTrusted());
    };
    if (request.method === "POST") {
      const { body } = request;
      const query = isRecord(body) ? trusted.find(body) : undefined;
      if (query === undefined) return refuse(isRecord(body) ? body.query : undefined);
      const { documentId: _id, extensions: _extensions, ...rest } = body as DocumentRequest;
      request.body = { ...rest, query };
      return;
    }
    const url = new URL(request.raw.url!, "http://localhost");
    const { query: text, documentId, extensions } = Object.fromEntries(url.searchParams);
    const query = trusted.find({ query: text, documentId, extensions: parsed(extensions) });
    if (query === undefined) return refuse(text);
    url.searchParams.set("query", query);
    for (const name of ["documentId", "extensions"]) url.searchParams.delete(name);
    request.raw.url = `${url.pathname}${url.search}`;
  };

const isRecord = (body: unknown): body is DocumentRequest =>
  typeof body === "object" && body !== null && !Array.isArray(body);

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}
