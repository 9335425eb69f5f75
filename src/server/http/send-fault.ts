import type { FastifyReply } from "fastify";

/** An error as GraphQL writes it, of which only the message and the extensions are sent. */
interface SentError {
  message: string;
  extensions: Record<string, unknown>;
}

/** Responds with one error in GraphQL's form, for what fails outside GraphQL, and with Retry-After if the error has it. */
export function sendFault(reply: FastifyReply, status: number, fault: SentError): FastifyReply {
  const { retryAfterSeconds } = fault.extensions;
  if (typeof retryAfterSeconds === "number") void reply.header("retry-after", `${retryAfterSeconds}`);
  return reply.code(status).send(bodyOf(reply, fault));
}

/** The same without the hooks that run before a response is sent: the cheapest response there is. */
export function sendFaultRaw(reply: FastifyReply, status: number, fault: SentError): void {
  const body = JSON.stringify(bodyOf(reply, fault));
  reply.hijack();
  reply.raw
    .writeHead(status, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "retry-after": `${fault.extensions.retryAfterSeconds as number}`,
    })
    .end(body);
}

const bodyOf = ({ request }: FastifyReply, fault: SentError): object => requestFault(fault, request.id);

/** A body that is this one error. */
export const requestFault = ({ message, extensions }: SentError, requestId: string): object => ({
  errors: [{ message, extensions: { ...extensions, requestId } }],
});

/** The errors that a library wrote as its answer, with a code and the request id where they have none. */
export function identified(body: string, requestId: string): string {
  const { errors = [], ...rest } = JSON.parse(body) as { errors?: Partial<SentError>[] };
  const withId = errors.map((error) => ({
    ...error,
    extensions: { code: "BAD_REQUEST", ...error.extensions, requestId },
  }));
  return JSON.stringify({ errors: withId, ...rest });
}
