import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Loaded into every server before its own code: on SIGUSR2 it lets go of what nothing uses, so that memory can be
 * compared.
 */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options: object) => void;
process.on("SIGUSR2", () => collect({ type: "major", execution: "sync", flavor: "last-resort" }));
