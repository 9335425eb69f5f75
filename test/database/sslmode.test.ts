import { describe, expect, it, jest } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { projectRoot } from "../../src/core/project-root.js";
import { newDatabaseUrl, dropDatabase } from "../support/database.js";

const page = readFileSync(join(projectRoot, "docs/configuration.md"), "utf8");
const base = "postgresql://ino@db.example.org/ino";

/** How pg connects: not encrypted, with a certificate that is checked, or with one that is not. */
function encryption(query: string): string {
  jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const { connectionParameters } = new pg.Client(`${base}${query}`) as unknown as {
    connectionParameters: { ssl: boolean | { rejectUnauthorized?: boolean } | undefined };
  };
  const { ssl } = connectionParameters;
  jest.restoreAllMocks();
  if (!ssl) return "none";
  return typeof ssl === "object" && ssl.rejectUnauthorized === false ? "unchecked" : "checked";
}

describe("sslmode, as docs/configuration.md explains it", () => {
  it.each([
    ["", "none"],
    ["disable", "none"],
    ["verify-full", "checked"],
    ["require", "checked"],
    ["verify-ca", "checked"],
    ["prefer", "checked"],
    ["no-verify", "unchecked"],
  ])("%s is %s", (mode, expected) => {
    expect(encryption(mode === "" ? "" : `?sslmode=${mode}`)).toBe(expected);
    if (mode !== "") expect(page).toContain(`\`${mode}\``);
  });

  it("checks nothing with require and uselibpqcompat, as psql", () => {
    expect(encryption("?uselibpqcompat=true&sslmode=require")).toBe("unchecked");
    expect(page).toContain("`&uselibpqcompat=true`");
  });

  it("never goes on without TLS when the server has none", async () => {
    const url = new URL(await newDatabaseUrl());
    for (const mode of ["verify-full", "no-verify"]) {
      url.searchParams.set("sslmode", mode);
      await expect(new pg.Client(url.href).connect()).rejects.toThrow("The server does not support SSL connections");
    }
    url.searchParams.delete("sslmode");
    await dropDatabase(url.href);
  });
});
