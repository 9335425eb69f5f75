import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { restartable, type Restartable } from "../support/restartable.js";
import { freePort } from "../support/free-port.js";
import { followed } from "../support/follow.js";
import { describeWith } from "../support/installed.js";
import { secondsLeftInMinute } from "../support/minutes.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { blocksOf } from "./blocks.js";

describeWith(["nginx", "openssl"], "the configuration of nginx in docs/operations.md", ({ nginx, openssl }) => {
  let folder: string;
  let mails: MailFolder;
  let service: Restartable;
  let proxy: ChildProcess;
  /** Where nginx serves the network: https://127.0.0.1:…/ino. */
  let publicUrl: string;
  let redirectPort: number;
  let ca: Buffer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "ino-nginx-"));
    mails = mailFolder();
    const [tlsPort, plainPort] = [await freePort(), await freePort()];
    redirectPort = plainPort;
    publicUrl = `https://127.0.0.1:${tlsPort}/ino`;
    service = await restartable({ publicUrl, trustedProxies: ["127.0.0.1"], dataDir: mails.dataDir });
    const [certificate, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync(
      openssl,
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"].concat(
        ["-keyout", key, "-out", certificate, "-days", "2"],
        subject,
      ),
      { stdio: "ignore" },
    );
    ca = readFileSync(certificate);
    const [documented] = blocksOf("nginx");
    const config = documented!
      .replace("listen 443 ssl;", `listen 127.0.0.1:${tlsPort} ssl;`)
      .replace("listen 80;", `listen 127.0.0.1:${plainPort};`)
      .replaceAll("server_name ino.example.org;", "server_name 127.0.0.1;")
      .replace(/(ssl_certificate) .*;/, `$1 ${certificate};`)
      .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`)
      .replace("http://127.0.0.1:4000/", `${service.app().url}/`);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off; ${temporary.join(" ")}\n${config}\n}`,
    );
    proxy = spawn(nginx, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    proxy.stderr!.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
    for (;;) {
      if (proxy.exitCode !== null) throw new Error(`nginx ended:\n${errors}`);
      if ((await get("/readyz").catch(() => null))?.status === 200) break;
      await sleep(50);
    }
  });
  afterAll(async () => {
    if (proxy?.exitCode === null) {
      const end = once(proxy, "close");
      proxy.kill("SIGTERM");
      await end;
    }
    await service?.end();
    mails?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Answered {
    status: number;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }
  /** Asks nginx, by a certificate that it must have. */
  function get(
    path: string,
    {
      body,
      headers = {},
      localAddress,
    }: { body?: string; headers?: Record<string, string>; localAddress?: string } = {},
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const options = { ca, agent: new Agent(), method, headers, ...(localAddress !== undefined && { localAddress }) };
      const asked = request(`${publicUrl}${path}`, options, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }
  const ask = (query: string, headers: Record<string, string> = {}) =>
    get("/graphql", { body: JSON.stringify({ query }), headers: { "content-type": "application/json", ...headers } });

  it("takes GraphQL below the base path, with TLS, and leads plain HTTP there", async () => {
    const { status, body } = await ask("{ members { totalCount } }");
    expect([status, JSON.parse(body)]).toMatchObject([200, { data: { members: { totalCount: expect.any(Number) } } }]);
    const redirect = await fetch(`http://127.0.0.1:${redirectPort}/ino/graphql`, { redirect: "manual" });
    expect([redirect.status, redirect.headers.get("location")]).toEqual([301, "https://127.0.0.1/ino/graphql"]);
    expect(
      (await get("/graphql", { body: "x".repeat(300_000), headers: { "content-type": "application/json" } })).status,
    ).toBe(413);
  });

  it("delivers over WebSocket", async () => {
    class Trusting extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { ca });
      }
    }
    const client = createClient({
      url: `${publicUrl.replace("https", "wss")}/graphql`,
      webSocketImpl: Trusting,
      retryAttempts: 0,
    });
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(
      client,
      `subscription ($after: String) { ideaPosted(after: $after) { idea { title } } }`,
      { after: (JSON.parse((await ask("{ liveCursor }")).body) as { data: { liveCursor: string } }).data.liveCursor },
    );
    await service.post("door een tunnel");
    expect((await live.has(1))[0]!.ideaPosted.idea.title).toBe("door een tunnel");
    await client.dispose();
  });

  it("delivers events of a stream one by one, without holding them back", async () => {
    const query = encodeURIComponent("subscription { ideaPosted { idea { title } } }");
    const stream = request(`${publicUrl}/graphql/stream?query=${query}`, {
      ca,
      headers: { accept: "text/event-stream" },
    });
    stream.end();
    const [response] = (await once(stream, "response")) as [NodeJS.ReadableStream];
    let text = "";
    const arrives = async (title: string): Promise<void> => {
      while (!text.includes(title)) text += String((await once(response, "data"))[0]);
    };
    for (const title of ["eerst", "daarna"]) {
      await service.post(title);
      await arrives(title);
    }
    stream.destroy();
  });

  // Other systems have no other addresses of the loopback interface than the first.
  (process.platform === "linux" ? it : it.skip)(
    "passes the client's address on, and not what the client says that it is",
    async () => {
      const remaining = async (localAddress: string, forwarded: string): Promise<number> => {
        const headers = { "content-type": "application/json", "x-forwarded-for": forwarded };
        const { body } = await get("/graphql", {
          body: '{"query":"{ rateLimit { remaining } }"}',
          headers,
          localAddress,
        });
        return (JSON.parse(body) as { data: { rateLimit: { remaining: number } } }).data.rateLimit.remaining;
      };
      await secondsLeftInMinute(service.other.services.database, 5);
      const [first, other] = [await remaining("127.0.0.2", "192.0.2.1"), await remaining("127.0.0.3", "192.0.2.1")];
      expect(other).toBe(first);
      expect(await remaining("127.0.0.2", "192.0.2.2")).toBeLessThan(first);
    },
  );

  it("writes links of mails with the base path, and they lead to the page", async () => {
    const email = "ada@nginx.example";
    await ask(
      `mutation { signUp(input: {name: "Ada", email: "${email}", password: "vier woorden zijn genoeg"}) { userErrors { code } } }`,
    );
    await ask(`mutation { requestPasswordReset(input: {email: "${email}"}) { userErrors { code } } }`);
    const mail = await mails.mailTo(email, /token=/);
    const link = /^https\S+\?token=\S+$/m.exec(mail.text!)![0];
    expect(link).toMatch(new RegExp(`^${publicUrl}/account/`));
    const { status, body } = await get(link.slice(publicUrl.length));
    expect([status, /<form method="post" action="([^"]+)">/.exec(body)?.[1]]).toEqual([200, "reset-password"]);
  });
});
