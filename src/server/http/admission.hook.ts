import type { FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode } from "graphql";
import type { Fault } from "../../core/errors/fault.js";
import { setTimeout as sleep } from "node:timers/promises";
import { chargeTime, refuseExhausted } from "../../core/budget/charge.js";
import { unavailable } from "../../core/errors/refusals.js";
import { payerOf } from "../../core/budget/payer.js";
import type { Admission } from "../admission/admission.js";
import { applicantOf } from "../admission/applicant.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf, clientOf } from "../operations/caller.js";
import type { OperationPreparer } from "../operations/prepare.js";
import type { ServerServices } from "../operations/server-services.js";
import { httpContext } from "./http-context.js";
import type { HttpContext } from "./apollo.js";
import { sendFault } from "./send-fault.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Of a request for GraphQL that was admitted. */
    graphql?: AdmittedContext;
  }
}

/** How long a client waits for the answer that it asks too much at a time, or has gone over its limits. */
const refusalMs = 100;

/** A context whose operation has a place. */
export type AdmittedContext = HttpContext & {
  /** To be called when the operation has its answer, or there is nobody to answer. */
  end: () => void;
};

export interface AdmissionHookOptions {
  services: ServerServices;
  preparer: OperationPreparer;
  anonymous: AnonymousLimits;
  admission: Admission;
}

/** A hook before GraphQL over HTTP: admits the request and makes its context, or refuses it in a few microseconds. */
export const admitRequest =
  ({ services, preparer, anonymous, admission }: AdmissionHookOptions) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const refuse = async (status: number, fault: Fault): Promise<void> => {
      // Who asks again at once would keep the service busy with refusals.
      if (status === 429) await sleep(refusalMs);
      await sendFault(reply.header("retry-after", `${fault.extensions.retryAfterSeconds as number}`), status, fault);
    };
    const caller = await callerOf(services, request.headers.authorization).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      return null;
    });
    if (!caller) return refuse(503, unavailable({ retryAfterSeconds: 1 }));
    const { memberId: callerId } = caller;
    const payer = { callerId, client: clientOf(request.ip, request.headers), budgets: services.budgets };
    const exhausted = refuseExhausted(payer);
    if (exhausted) return refuse(429, exhausted);
    const acquired = anonymous.acquire(payer, OperationTypeNode.QUERY);
    if (typeof acquired !== "function") return refuse(429, acquired);
    const operation = preparer.knownOperation(operationOf(request));
    const applicant = applicantOf(payerOf(payer), callerId, operation);
    const place = await admission.admit(applicant);
    if (!place) {
      acquired();
      if (admission.isBusyWith(applicant.caller)) await sleep(refusalMs);
      return shed(request, reply);
    }
    const ctx = Object.assign(httpContext(services, request, caller), { caller, place });
    request.graphql = Object.assign(ctx, {
      end: () => {
        acquired();
        chargeTime(ctx, { busyMs: place.release(), charged: ctx.cost ?? 0 });
      },
    });
    // The request of a client that has gone meanwhile goes no further.
    if (reply.raw.destroyed) {
      request.graphql.end();
      reply.hijack();
    }
  };

/** Answers in the way that costs least, as many are refused when the service is busy. */
function shed({ id }: FastifyRequest, reply: FastifyReply): void {
  const { message } = overloaded;
  const extensions = { ...overloaded.extensions, requestId: id };
  const body = JSON.stringify({ errors: [{ message, extensions }] });
  reply.hijack();
  reply.raw
    .writeHead(503, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "retry-after": "1",
    })
    .end(body);
}

const overloaded = unavailable({ retryAfterSeconds: 1 });

const operationOf = ({ method, body }: FastifyRequest): { query?: unknown; operationName?: unknown } =>
  // Over GET, only queries run.
  method === "POST" && typeof body === "object" && body !== null ? body : {};
