import type { FastifyReply } from "fastify";

/** An error as GraphQL writes it, of which only the message and the extensions are sent. */
interface SentError {
  message: string;
  extensions: Record<string, unknown>;
}

/** Answers with one error in GraphQL's form, for what fails outside GraphQL. */
export const sendFault = (reply: FastifyReply, status: number, { message, extensions }: SentError): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { ...extensions, requestId: reply.request.id } }] });
