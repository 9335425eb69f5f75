import { describe, expect, it } from "@jest/globals";
import { readFileSync, statSync } from "node:fs";
import { BlockList } from "node:net";
import { join } from "node:path";
import { Script } from "node:vm";
import { parse } from "yaml";
import { readConfig, variableNames } from "../../src/config.js";
import { projectRoot } from "../../src/core/project-root.js";

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  networks?: { default: { ipv4_address: string } };
}
interface Compose {
  services: Record<string, Service>;
  volumes: object;
  networks?: { default: { ipam: { config: { subnet: string; ip_range: string }[] } } };
}
const text = (file: string): string => readFileSync(join(projectRoot, file), "utf8");
const composeOf = (file: string) => parse(text(file), { merge: true }) as Compose;
const compose = composeOf("docker-compose.yml");
const tls = composeOf("docker-compose.tls.yml");

const secrets: Record<string, string> = {
  POSTGRES_PASSWORD: "another",
  DATABASE_PASSWORD: "secret",
  AUTH_SECRET: "x".repeat(32),
  SMTP_URL: "smtp://mail.example.org",
  DOMAIN: "ino.example.org",
};
/** As compose fills in `${NAME}`, `${NAME:-default}` and `${NAME:?error}`. */
const filledIn = (values: Record<string, string>, set = secrets): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, named: string, kind?: string, rest = "") => {
        if (kind === "?" && !(named in set)) throw new Error(rest as string);
        return set[named] ?? (kind === "-" ? (rest as string) : "");
      }),
    ]),
  );

describe("docker-compose.yml", () => {
  const { postgres, migrate, service } = compose.services;

  it("sets every variable that the service knows and no other, to values that it takes", () => {
    for (const { environment = {} } of [migrate!, service!]) {
      expect(Object.keys(environment).sort()).toEqual([...variableNames].sort());
      const config = readConfig(filledIn(environment));
      expect(config.databaseUrl).toBe("postgresql://ino:secret@postgres:5432/ino");
      // What is left empty has its default.
      const given = ["NODE_ENV", "HOST", "DATABASE_URL", "PUBLIC_URL", "AUTH_SECRET", "SMTP_URL", "METRICS_HOST"];
      const rest = Object.entries(filledIn(environment)).filter(([name]) => [...given, "METRICS_PORT"].includes(name));
      expect(config).toEqual(readConfig(Object.fromEntries(rest)));
    }
  });

  it("passes on whatever is set", () => {
    const fixed = ["NODE_ENV", "HOST", "PORT", "METRICS_HOST", "METRICS_PORT", "DATABASE_URL"];
    const free = variableNames.filter((name) => !fixed.includes(name));
    const set = Object.fromEntries(free.map((name) => [name, `value of ${name}`]));
    const environment = filledIn(service!.environment!, { ...secrets, ...set });
    for (const name of free) expect([name, environment[name]]).toEqual([name, set[name]]);
  });

  it.each(["DATABASE_PASSWORD", "POSTGRES_PASSWORD"])("does not start without %s", (missing) => {
    const { [missing]: _, ...rest } = secrets;
    expect(() => [postgres!, service!].map(({ environment = {} }) => filledIn(environment, rest))).toThrow(missing);
  });

  it("does not start without AUTH_SECRET, which can come from a file instead", () => {
    const { AUTH_SECRET: _, ...rest } = secrets;
    for (const { environment = {} } of [migrate!, service!]) {
      expect(() => readConfig(filledIn(environment, rest))).toThrow("AUTH_SECRET");
      const file = { ...rest, AUTH_SECRET_FILE: join(projectRoot, "package.json") };
      expect(() => readConfig(filledIn(environment, file))).not.toThrow();
    }
  });

  it("keeps what the service writes to its folder, such as the record of erasures", () => {
    expect(service!.volumes).toEqual(["data:/app/data"]);
    const dockerfile = text("Dockerfile").split("\nFROM ").at(-1)!;
    expect(dockerfile).toMatch(/\nWORKDIR \/app\n/);
    expect(dockerfile).toMatch(/\nRUN install -d -o node -g node -m 700 data\n/);
  });

  it("publishes the public port alone, on this machine alone, and /metrics nowhere", () => {
    expect(service!.ports).toEqual([`127.0.0.1:${service!.environment!.PORT}:${service!.environment!.PORT}`]);
    expect([postgres!.ports, migrate!.ports]).toEqual([undefined, undefined]);
    expect(service!.environment!.METRICS_PORT).not.toBe(service!.environment!.PORT);
  });

  it("waits for a healthy PostgreSQL 18 and a finished migration before it serves", () => {
    expect(postgres!.image).toBe("postgres:18");
    expect(postgres!.healthcheck!.test.join(" ")).toContain("pg_isready");
    expect(migrate!.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
    expect(service!.depends_on).toEqual({
      postgres: { condition: "service_healthy" },
      migrate: { condition: "service_completed_successfully" },
    });
    expect(service!.healthcheck!.test.join(" ")).toContain("/readyz");
    const [data, script] = postgres!.volumes!.map((volume) => volume.split(":"));
    expect(Object.keys(compose.volumes)).toEqual([data![0], "data"]);
    expect(script![1]).toBe("/docker-entrypoint-initdb.d/create-role.sh");
    expect(text(script![0]!)).toContain("CREATE ROLE ino");
  });
});

describe("docker-compose.tls.yml", () => {
  const { caddy, service } = tls.services;

  it("puts a proxy before the service, which trusts that address alone", () => {
    const environment = filledIn({ ...compose.services.service!.environment, ...service!.environment });
    const config = readConfig(environment);
    const address = caddy!.networks!.default.ipv4_address;
    expect(config).toMatchObject({ publicUrl: "https://ino.example.org", trustedProxies: [address] });
    const [{ subnet, ip_range: others }] = tls.networks!.default.ipam.config as [{ subnet: string; ip_range: string }];
    const isIn = (range: string): boolean => {
      const list = new BlockList();
      const [network, prefix] = range.split("/");
      list.addSubnet(network!, Number(prefix));
      return list.check(address);
    };
    expect([isIn(subnet), isIn(others)]).toEqual([true, false]);
    expect(Object.keys(service!.environment!).filter((name) => !variableNames.includes(name))).toEqual([]);
  });

  it("has the proxy's configuration, which leads to the service's port", () => {
    const [file] = caddy!.volumes!.map((volume) => volume.split(":")[0]!);
    expect(text(file!)).toContain(`reverse_proxy service:${compose.services.service!.environment!.PORT}\n`);
    expect(Object.keys(caddy!.environment!)).toEqual(["DOMAIN"]);
    expect(text(file!)).toContain("{$DOMAIN} {");
  });
});

describe("the Dockerfile", () => {
  const dockerfile = text("Dockerfile");
  const last = dockerfile.split("\nFROM ").at(-1)!;

  it("runs programs that the build makes, in an image that is not root's", () => {
    const [, command] = /^CMD (\[.*\])$/m.exec(last)!;
    expect((JSON.parse(command!) as string[]).slice(-2)).toEqual(["bin/ino.js", "start"]);
    expect(last).toMatch(/\nCOPY bin \.\/bin\nRUN ln -s \/app\/bin\/ino\.js \/usr\/local\/bin\/ino\n/);
    expect(compose.services.migrate!.command).toEqual(["ino", "migrate"]);
    expect(statSync(join(projectRoot, "bin/ino.js")).mode & 0o111).toBe(0o111);
    expect(last).toMatch(/\nUSER node\n/);
    expect(last).toMatch(/\nENV NODE_ENV=production\n/);
  });

  it("has the files that the service reads beside its code", () => {
    for (const folder of ["demo", "graphiql"]) expect(last).toContain(`\nCOPY ${folder} ./${folder}\n`);
  });

  it("has a check of its health, by which a container that cannot serve is seen", () => {
    const [, command] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(last)!;
    const [node, flag, script] = JSON.parse(command!) as string[];
    expect([node, flag]).toEqual(["node", "-e"]);
    expect(script).toContain("/readyz");
    expect(() => new Script(script!)).not.toThrow();
  });
});
