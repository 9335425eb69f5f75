import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import * as possibleTypes from "@graphql-codegen/fragment-matcher";
import type { Types } from "@graphql-codegen/plugin-helpers";
import * as introspection from "@graphql-codegen/urql-introspection";
import { expect, it } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../src/core/project-root.js";

const clients = join(projectRoot, "examples/clients");
const isMeant = process.env.CLIENTS === "write";
const read = (file: string): string => readFileSync(join(projectRoot, file), "utf8");

/** Compares files with what was generated, or writes it. */
function isGenerated(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files))
    if (isMeant) writeFileSync(join(projectRoot, file), content);
    else expect({ file, content: read(file) }).toEqual({ file, content });
  expect(Object.keys(files).length).toBeGreaterThan(2);
}

it("GraphQL Code Generator gives the types in examples/clients/generated (after a change that is meant: CLIENTS=write)", async () => {
  const config = JSON.parse(readFileSync(join(clients, "codegen.json"), "utf8")) as {
    schema: string;
    documents: string;
    generates: Record<string, Pick<Types.ConfiguredOutput, "preset" | "presetConfig" | "plugins" | "config">>;
  };
  const folder = dirname(config.documents);
  const documents = readdirSync(join(projectRoot, folder)).map((name) => {
    const rawSDL = read(join(folder, name));
    return { location: join(folder, name), rawSDL, document: parse(rawSDL) };
  });
  const schemaAst = buildSchema(read(config.schema));
  const common = { schema: parse(read(config.schema)), schemaAst, documents };
  const plugins = { "fragment-matcher": possibleTypes, "urql-introspection": introspection };
  const files: Record<string, string> = {};
  for (const [
    output,
    { preset: named, presetConfig = {}, plugins: names = [], config: options = {} },
  ] of Object.entries(config.generates)) {
    const sections = named
      ? await preset.buildGeneratesSection({
          ...common,
          ...{ baseOutputDir: output, config: options, presetConfig, plugins: [], pluginMap: {} },
        })
      : [
          {
            ...common,
            filename: output,
            config: options,
            plugins: (names as string[]).map((name) => ({ [name]: {} })),
            pluginMap: plugins,
          },
        ];
    for (const section of sections) files[section.filename] = await codegen(section);
  }
  isGenerated(files);
});

it("the compiler of Relay gives the artifacts in examples/clients/relay/generated (after a change that is meant: CLIENTS=write)", async () => {
  const copy = mkdtempSync(join(tmpdir(), "ino-relay-"));
  try {
    cpSync(join(clients, "relay"), join(copy, "examples/clients/relay"), {
      recursive: true,
      filter: (file) => basename(file) !== "generated",
    });
    mkdirSync(join(copy, "examples/clients/relay/generated"));
    symlinkSync(join(projectRoot, "schema.graphql"), join(copy, "schema.graphql"));
    const compiler = createRequire(import.meta.url).resolve("relay-compiler/cli.js");
    const folder = join(copy, "examples/clients/relay");
    await promisify(execFile)(process.execPath, [compiler, "relay.config.json"], { cwd: folder });
    isGenerated(
      Object.fromEntries(
        readdirSync(join(folder, "generated")).map((name) => [
          `examples/clients/relay/generated/${name}`,
          readFileSync(join(folder, "generated", name), "utf8"),
        ]),
      ),
    );
  } finally {
    rmSync(copy, { recursive: true });
  }
});
