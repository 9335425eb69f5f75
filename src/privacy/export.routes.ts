import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { Services } from "../graphql/context.js";
import { exportArchive } from "./export-archive.js";
import { exportAudience } from "./export.service.js";

/** `GET /export/<link>`: the caller of a link that is still good gets the data of the member it was made for, as it is now. */
export function serveExports(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { link: string } }>("/export/:link", async (request, reply) => {
    const memberId = await services.tokens.openLink(exportAudience, request.params.link);
    const [account] =
      memberId === null ? [] : await services.database.query(sql`SELECT 1 FROM account WHERE member_id = ${memberId}`);
    if (memberId === null || !account) return reply.callNotFound();
    const now = services.now();
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="ino-${now.toISOString().slice(0, 10)}.zip"`)
      .header("cache-control", "no-store")
      .header("referrer-policy", "no-referrer")
      .send(Buffer.from(await exportArchive(services.database, memberId, now)));
  });
}
