/**
 * Serves the page, and the files that it imports, on 127.0.0.1: a stand-in for the web server of a real site.
 *
 *   node examples/browser/serve.js [port]
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};
const folders = {
  "/": new URL("./", import.meta.url),
  "/live/": new URL("../live/", import.meta.url),
  "/graphql-ws/": new URL("./", import.meta.resolve("graphql-ws/client")),
};

const files = new Map();
for (const [path, folder] of Object.entries(folders))
  for (const name of readdirSync(folder))
    if (name.split(".").at(-1) in types) files.set(path + name, new URL(name, folder));

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = files.get(pathname === "/" ? "/index.html" : pathname);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[file.pathname.split(".").at(-1)] }).end(readFileSync(file));
});
server.listen(Number(process.argv[2] ?? 4001), "127.0.0.1", () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  console.log(`${origin}/?service=http://127.0.0.1:4000 (in production, the service needs ALLOWED_ORIGINS=${origin})`);
});
