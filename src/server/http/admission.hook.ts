import type { FastifyReply, FastifyRequest } from "fastify";
import type { OperationDefinitionNode } from "graphql";
import type { Fault } from "../../core/errors/fault.js";
import { setTimeout as sleep } from "node:timers/promises";
import { chargeServiceTime, refuseExhausted } from "../../core/budget/charge.js";
import { unavailable } from "../../core/errors/refusals.js";
import { payerOf } from "../../core/budget/payer.js";
import type { Client } from "../../core/graphql/context.js";
import type { Admission } from "../admission/admission.js";
import { admissionRequestOf, shortMutation } from "../admission/admission-request.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf, clientOf, type Caller } from "../operations/caller.js";
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

/** Admits requests: gives each its context once it has a permit, and null when it has been refused. */
export const admitting =
  ({ services, anonymous, admission }: Omit<AdmissionHookOptions, "preparer">) =>
  async (
    request: FastifyRequest,
    reply: FastifyReply,
    { caller, client }: { caller: Caller; client: Client },
    operationOf: () => OperationDefinitionNode | undefined = () => undefined,
  ): Promise<AdmittedContext | null> => {
    const { memberId: callerId } = caller;
    const payer = { callerId, client, budgets: services.budgets };
    const exhausted = refuseExhausted(payer);
    if (exhausted) return refuseLater(reply, exhausted);
    const operation = operationOf();
    const acquired = anonymous.acquire(payer, operation);
    if (typeof acquired !== "function") return refuseLater(reply, acquired);
    const admissionRequest = admissionRequestOf(payerOf(payer), callerId, operation);
    const permit = await admission.admit(admissionRequest, reply.raw);
    if (!permit) {
      acquired();
      if (reply.raw.destroyed) reply.hijack();
      else {
        if (admission.hasOperationsOf(admissionRequest.caller)) await sleep(refusalMs);
        request.isShed = true;
        sendFaultRaw(reply, 503, overloaded);
      }
      return null;
    }
    const ctx = Object.assign(httpContext(services, request, { caller, client }), { caller, permit });
    const admitted = Object.assign(ctx, {
      end: () => {
        acquired();
        chargeServiceTime(ctx, permit.release());
      },
    });
    if (!reply.raw.destroyed) return admitted;
    // The request of a client that has gone meanwhile goes no further.
    admitted.end();
    reply.hijack();
    return null;
  };

/** Who asks again at once would keep the service busy with refusals. */
async function refuseLater(reply: FastifyReply, fault: Fault): Promise<null> {
  await sleep(refusalMs);
  await sendFault(reply, 429, fault);
  return null;
}

/** The caller by the access token of a request; null when that cannot be found out now, and the request is refused. */
export async function senderOf(
  services: ServerServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ caller: Caller; client: Client } | null> {
  // Found once, as Fastify looks for it in the headers each time.
  const client = clientOf(request.ip, request.headers);
  try {
    return { caller: await callerOf(services, request.headers.authorization, client.address), client };
  } catch (error) {
    request.log.error({ err: error }, "fault");
    await sendFault(reply, 503, overloaded);
    return null;
  }
}

/** A hook before GraphQL over HTTP: admits the request and makes its context, or refuses it in a few microseconds. */
export function admitRequest({ preparer, ...options }: AdmissionHookOptions) {
  const admit = admitting(options);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const sender = await senderOf(options.services, request, reply);
    if (!sender) return;
    const isNobody = sender.caller.memberId === null;
    const ctx = await admit(request, reply, sender, () => {
      const sent = operationOf(request);
      return preparer.knownOperation(sent) ?? (isNobody ? shortMutation(sent.query) : undefined);
    });
    if (ctx) request.graphql = ctx;
  };
}

const overloaded = unavailable({ retryAfterSeconds: 1 });

const operationOf = ({ method, body }: FastifyRequest): UncheckedRequest =>
  // Over GET, only queries run.
  method === "POST" && typeof body === "object" && body !== null ? body : {};
