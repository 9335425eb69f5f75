import type { FastifyInstance, FastifyReply } from "fastify";

/** Works on the demo network, and on any other. */
export const defaultQuery = `# The newest ideas, and who posted them.
query NewestIdeas {
  ideas(first: 5) {
    totalCount
    nodes {
      kind
      title
      postedAt
      author {
        name
        organisation {
          name
        }
      }
      themes {
        label(language: EN)
      }
      supportCount
    }
  }
}
`;

/** A second tab, so that nobody has to guess how to see ideas arrive. */
const liveQuery = `# Leave this running, and post an idea elsewhere.
subscription NewIdeas {
  ideaPosted {
    cursor
    idea {
      title
      author {
        name
      }
    }
  }
}
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>INO network · GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript. The endpoint itself is at /graphql.</noscript>
    <div id="root"></div>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

const start = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) =>
    "/graphiql/" + (label === "json" || label === "graphql" ? label : "editor") + "-worker.js",
};
YogaGraphiQL.renderYogaGraphiQL(document.querySelector("#root"), ${JSON.stringify({
  title: "INO network",
  endpoint: "/graphql",
  subscriptionsProtocol: "WS",
  defaultTabs: [{ query: defaultQuery }, { query: liveQuery }],
  shouldPersistHeaders: false,
})});
`;

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL, from files that come with the service; nothing is fetched from elsewhere. */
export function serveGraphiql(app: FastifyInstance): void {
  const files: Record<string, { type: string; content: () => Promise<string> }> = {
    "graphiql.js": script(async () => (await bundle()).js),
    "graphiql.css": { type: "text/css; charset=utf-8", content: async () => (await bundle()).css },
    "start.js": script(() => Promise.resolve(start)),
    "editor-worker.js": script(async () => (await bundle()).editorWorkerService),
    "json-worker.js": script(async () => (await bundle()).jsonWorker),
    "graphql-worker.js": script(async () => (await bundle()).graphqlWorker),
  };
  const safely = (reply: FastifyReply, type: string) => reply.type(type).header("content-security-policy", policy);
  app.get("/graphiql", (_request, reply) => safely(reply, "text/html; charset=utf-8").send(page));
  for (const [name, { type, content }] of Object.entries(files))
    app.get(`/graphiql/${name}`, async (_request, reply) =>
      // Workers run under the policy of their own file.
      safely(reply, type)
        .header("cache-control", "public, max-age=3600")
        .send(await content()),
    );
}

const script = (content: () => Promise<string>) => ({ type: "text/javascript; charset=utf-8", content });

/** Nine megabytes: read when the page is first asked for. */
const bundle = () => import("@graphql-yoga/render-graphiql/graphiql");
