import "reflect-metadata";
import { BenchError } from "./bench-error.js";

interface Bench {
  usage: string;
  /** Prints its figures, the last line as JSON. */
  run: (args: string[]) => Promise<void>;
}

const benches: Record<string, () => Promise<Bench>> = {
  costs: () => import("./costs.js"),
  faults: () => import("./faults.js"),
  hostile: () => import("./hostile.js"),
  overload: () => import("./overload.js"),
  posting: () => import("./posting.js"),
  registration: () => import("./registration.js"),
  resume: () => import("./resume.js"),
  soak: () => import("./soak.js"),
  "fan-out": () => import("./fan-out.js"),
  "similar-ideas": () => import("./similar-ideas.js"),
  "suggestions-quality": () => import("./suggestions-quality.js"),
  "suggestions-speed": () => import("./suggestions-speed.js"),
};

const print = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run bench -- <name> [options]`. */
const [name = "", ...args] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load) {
  const bench = await load();
  try {
    await bench.run(args);
  } catch (error) {
    const misused = error instanceof BenchError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
    if (!misused) throw error;
    print(`${(error as Error).message}\n${bench.usage}`);
    process.exitCode = 2;
  }
} else {
  print(`Usage: npm run bench -- <name> [options], with one of the names: ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 2;
}
