#!/usr/bin/env -S node --enable-source-maps --max-semi-space-size=64
import { existsSync } from "node:fs";

const program = new URL("../dist/src/commands/ino.js", import.meta.url);

if (existsSync(program)) {
  const { ino } = await import(program.href);
  await ino(process.argv.slice(2));
} else {
  process.stderr.write("The service is not built: run `npm run build` first.\n");
  process.exitCode = 1;
}
