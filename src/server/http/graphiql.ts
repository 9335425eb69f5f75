import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../core/project-root.js";
import { EncodedFile } from "./encoded-file.js";

const folder = join(projectRoot, "graphiql");
const read = (path: string): Promise<string> => readFile(path, "utf8");

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** The queries of the tabs that a first visit opens, in their order. */
export const exampleTabs = (): Promise<string[]> =>
  Promise.all(
    readdirSync(join(folder, "tabs"))
      .sort()
      .map((name) => read(join(folder, "tabs", name))),
  );

/**
 * GraphiQL, from files that come with the service; nothing is fetched from elsewhere. All addresses in it are relative,
 * so that it works behind a base path.
 */
export function serveGraphiql(app: FastifyInstance): void {
  const own = (name: string) => (): Promise<string> => read(join(folder, name));
  const files: Record<string, () => Promise<string>> = {
    "graphiql.js": async () => (await bundle()).js,
    "graphiql.css": async () => (await bundle()).css,
    "editor-worker.js": async () => (await bundle()).editorWorkerService,
    "json-worker.js": async () => (await bundle()).jsonWorker,
    "graphql-worker.js": async () => (await bundle()).graphqlWorker,
    "graphql-ws.js": () => read(join(projectRoot, "node_modules/graphql-ws/umd/graphql-ws.min.js")),
    "page.css": own("page.css"),
    "start.js": own("start.js"),
    "session.js": own("session.js"),
    "fetcher.js": own("fetcher.js"),
    "tabs.json": async () => JSON.stringify(await exampleTabs()),
  };
  serve("/graphiql", "html", own("page.html"));
  for (const [name, content] of Object.entries(files))
    serve(`/graphiql/${name}`, name.split(".").at(-1) as keyof typeof types, content);
  // The addresses in the page are relative to the one without a slash.
  app.get("/graphiql/", (_request, reply) => reply.redirect("../graphiql"));

  function serve(url: string, type: keyof typeof types, content: () => Promise<string>): void {
    const file = new EncodedFile(content);
    app.get(url, async (request: FastifyRequest, reply: FastifyReply) => {
      // Workers run under the policy of their own file.
      void reply.type(types[type]).header("content-security-policy", policy);
      void reply.header("cache-control", "public, max-age=3600");
      return file.send(request, reply);
    });
  }
}

/** Nine megabytes: read when the page is first asked for. */
const bundle = () => import("@graphql-yoga/render-graphiql/graphiql");
