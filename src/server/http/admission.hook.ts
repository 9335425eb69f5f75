import type { FastifyReply, FastifyRequest } from "fastify";
import type { Fault } from "../../core/errors/fault.js";
import { setTimeout as sleep } from "node:timers/promises";
import { chargeServiceTime, refuseExhausted } from "../../core/budget/charge.js";
import { unavailable } from "../../core/errors/refusals.js";
import { payerOf } from "../../core/budget/payer.js";
import type { Admission } from "../admission/admission.js";
import { admissionRequestOf, shortMutation } from "../admission/admission-request.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf, clientOf } from "../operations/caller.js";
import type { OperationPreparer, UncheckedRequest } from "../operations/prepare.js";
import type { ServerServices } from "../operations/server-services.js";
import { httpContext } from "./http-context.js";
import type { HttpContext } from "./apollo.js";
import { sendFault, sendFaultRaw } from "./send-fault.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Of a request for GraphQL that was admitted. */
    graphql?: AdmittedContext;
    /** Of a request that was refused in an overload: the log has one line for many of them. */
    isShed?: boolean;
  }
}

/** How long a client waits for the answer that it asks too much at a time, or has gone over its limits. */
const refusalMs = 100;

/** A context whose operation has a permit. */
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
      await sendFault(reply, status, fault);
    };
    // Found once, as Fastify looks for it in the headers each time.
    const client = clientOf(request.ip, request.headers);
    const caller = await callerOf(services, request.headers.authorization, client.address).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      return null;
    });
    if (!caller) return refuse(503, unavailable({ retryAfterSeconds: 1 }));
    const { memberId: callerId } = caller;
    const payer = { callerId, client, budgets: services.budgets };
    const exhausted = refuseExhausted(payer);
    if (exhausted) return refuse(429, exhausted);
    const sent = operationOf(request);
    const operation = preparer.knownOperation(sent) ?? (callerId === null ? shortMutation(sent.query) : undefined);
    const acquired = anonymous.acquire(payer, operation);
    if (typeof acquired !== "function") return refuse(429, acquired);
    const admissionRequest = admissionRequestOf(payerOf(payer), callerId, operation);
    const permit = await admission.admit(admissionRequest, reply.raw);
    if (!permit) {
      acquired();
      if (reply.raw.destroyed) return void reply.hijack();
      if (admission.hasOperationsOf(admissionRequest.caller)) await sleep(refusalMs);
      request.isShed = true;
      return sendFaultRaw(reply, 503, overloaded);
    }
    const ctx = Object.assign(httpContext(services, request, { caller, client }), { caller, permit });
    request.graphql = Object.assign(ctx, {
      end: () => {
        acquired();
        chargeServiceTime(ctx, permit.release());
      },
    });
    // The request of a client that has gone meanwhile goes no further.
    if (reply.raw.destroyed) {
      request.graphql.end();
      reply.hijack();
    }
  };

const overloaded = unavailable({ retryAfterSeconds: 1 });

const operationOf = ({ method, body }: FastifyRequest): UncheckedRequest =>
  // Over GET, only queries run.
  method === "POST" && typeof body === "object" && body !== null ? body : {};
