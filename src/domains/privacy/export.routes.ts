import type { FastifyInstance } from "fastify";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import { Rejection } from "../../core/errors/user-error.js";
import { throttleByAccount } from "../identity/attempts.js";
import { exportArchive } from "./export-archive.js";
import { memberOfExportLink, takeExportLink } from "./export.service.js";
import type { PrivacyContext } from "./privacy.services.js";

/** `GET /export/<token>`: returns the current data of the member that a valid link was created for, once. */
export function serveExports(app: FastifyInstance, { contextOf }: RouteOptions<PrivacyContext>): void {
  // One archive at a time, as packing blocks the process for a moment.
  let packing: Promise<unknown> = Promise.resolve();

  app.get<{ Params: { token: string } }>("/export/:token", { exposeHeadRoute: false }, async (request, reply) => {
    const ctx = contextOf(request);
    const { token } = request.params;
    const memberId = await memberOfExportLink(ctx, token);
    if (memberId === null) return reply.callNotFound();
    try {
      await throttleByAccount(ctx, `fetching the export of ${memberId}`);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return reply
        .code(429)
        .header("retry-after", error.retryAfterSeconds ?? 60)
        .send({ errors: [{ message: error.message, extensions: { code: "RATE_LIMITED", requestId: request.id } }] });
    }
    const now = ctx.now();
    const turn = packing.then(() => exportArchive(ctx, memberId, now));
    packing = turn.catch(() => undefined);
    const archive = await turn;
    // Consumed only now, so that a failure while packing does not cost the link.
    if (!(await takeExportLink(ctx, token))) return reply.callNotFound();
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="ino-${now.toISOString().slice(0, 10)}.zip"`)
      .header("cache-control", "no-store")
      .header("referrer-policy", "no-referrer")
      .send(Buffer.from(archive));
  });
}
