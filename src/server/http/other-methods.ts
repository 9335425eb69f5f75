import { METHODS } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendFault } from "./send-fault.js";

/**
 * Collects the routes that are added from now on. The function returned, to be called when all are there, makes their
 * addresses answer every other method: OPTIONS with the methods there are, any other with 405.
 */
export function otherMethods(app: FastifyInstance): () => Promise<void> {
  // Those of WebDAV and the like, for which the framework would say that the address is not there.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  const routes = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    routes.set(url, new Set([...(routes.get(url) ?? []), ...[method].flat()]));
  });
  return async () => {
    // Routes of plugins are added when those are loaded.
    await app.after();
    for (const [url, methods] of [...routes]) {
      const allow = [...methods, "OPTIONS"].join(", ");
      const answer = async (reply: FastifyReply): Promise<void> => void (await reply.code(204).send());
      const refuse = async (reply: FastifyReply): Promise<void> =>
        void (await sendFault(reply, 405, {
          message: `This address takes ${allow} alone.`,
          extensions: { code: "BAD_REQUEST" },
        }));
      const others = app.supportedMethods.filter((method) => !methods.has(method) && method !== "OPTIONS");
      for (const [method, respond] of [
        ["OPTIONS", answer],
        [others, refuse],
      ] as const)
        app.route({
          method: method,
          url,
          // Before a body is read.
          onRequest: (_request, reply) => respond(reply.header("allow", allow)),
          handler: () => undefined,
        });
    }
  };
}
