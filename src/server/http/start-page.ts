import type { FastifyInstance } from "fastify";

/** What is at which address, relative to this one, for somebody who opens it where there is no GraphiQL. */
const directory = {
  service: "INO network",
  graphql: "graphql",
  streams: "graphql/stream",
  health: "healthz",
  readiness: "readyz",
};

/** Serves `/`: leads to GraphiQL, or names the addresses there are. */
export function serveStart(app: FastifyInstance, { graphiql }: { graphiql: boolean }): void {
  app.get("/", (_request, reply) => {
    // Relative, so that it works behind a base path.
    if (graphiql) return reply.redirect("graphiql");
    return reply.send(directory);
  });
}
