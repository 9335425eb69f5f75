#!/usr/bin/env -S node --enable-source-maps --max-semi-space-size=64
import { existsSync } from "node:fs";

const program = new URL("../dist/bundle/ino.js", import.meta.url);

if (existsSync(program)) await import(program.href);
else {
  process.stderr.write("The service is not built: run `npm run build` first.\n");
  process.exitCode = 1;
}
