import type { FastifyReply, FastifyRequest } from "fastify";
import { sendFault } from "./send-fault.js";
import { documentNotTrusted, type DocumentRequest, type TrustedDocuments } from "../operations/trusted-documents.js";

/** A hook before GraphQL over HTTP: puts the listed text where Apollo Server looks for it, or refuses the request. */
export const requireTrustedDocument =
  (trusted: TrustedDocuments) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const refuse = async (): Promise<void> => {
      await sendFault(reply, 400, documentNotTrusted());
    };
    if (request.method === "POST") {
      const { body } = request;
      const query = isRecord(body) ? trusted.find(body) : undefined;
      if (query === undefined) return refuse();
      const { documentId: _id, extensions: _extensions, ...rest } = body as DocumentRequest;
      request.body = { ...rest, query };
      return;
    }
    const url = new URL(request.raw.url!, "http://localhost");
    const { query: text, documentId, extensions } = Object.fromEntries(url.searchParams);
    const query = trusted.find({ query: text, documentId, extensions: parsed(extensions) });
    if (query === undefined) return refuse();
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
