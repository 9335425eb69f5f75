import type { FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { sendFault } from "./send-fault.js";

const answers = ["application/json", "application/graphql-response+json"];

/**
 * A hook that refuses a client which does not take JSON, before anything runs: Apollo Server would run the operation, and
 * then not send its answer.
 */
export function refuseUnacceptable(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (!request.headers.accept || new Negotiator(request).mediaTypes(answers).length > 0) return done();
  sendFault(reply, 406, {
    message: `The answer is JSON: name ${answers.join(" or ")} in the header Accept.`,
    extensions: { code: "BAD_REQUEST" },
  });
}
