import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { CoreServices } from "../../core/graphql/context.js";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import { Rejection } from "../../core/errors/user-error.js";
import type { IdentityServices } from "../identity/identity.services.js";
import { throttleByAccount } from "../identity/attempts.js";
import { exportArchive } from "./export-archive.js";
import type { PrivacyServices } from "./privacy.services.js";
import { exportAudience } from "./export.service.js";

/** `GET /export/<link>`: returns the current data of the member that a valid link was created for. */
export function serveExports(
  app: FastifyInstance,
  { services, contextOf }: RouteOptions<CoreServices & IdentityServices & PrivacyServices>,
): void {
  // One archive at a time, as packing blocks the process for a moment.
  let packing: Promise<unknown> = Promise.resolve();

  app.get<{ Params: { link: string } }>("/export/:link", { exposeHeadRoute: false }, async (request, reply) => {
    const link = await services.tokens.openLink(exportAudience, request.params.link);
    // Signing out everywhere and a new password also invalidate older links.
    if (link === null || services.revocations.covers(link)) return reply.callNotFound();
    const { memberId } = link;
    const [account] = await services.database.reads.query(sql`SELECT 1 FROM account WHERE member_id = ${memberId}`);
    if (!account) return reply.callNotFound();
    try {
      await throttleByAccount(contextOf(request), `fetching the export of ${memberId}`);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return reply
        .code(429)
        .header("retry-after", "60")
        .send({ errors: [{ message: error.message, extensions: { code: "RATE_LIMITED", requestId: request.id } }] });
    }
    const now = services.now();
    const turn = packing.then(() => exportArchive(services, memberId, now));
    packing = turn.catch(() => undefined);
    const archive = await turn;
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="ino-${now.toISOString().slice(0, 10)}.zip"`)
      .header("cache-control", "no-store")
      .header("referrer-policy", "no-referrer")
      .send(Buffer.from(archive));
  });
}
