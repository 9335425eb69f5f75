import { attacks } from "./attacks.js";

/** A process that attacks the service at a URL until it is ended, or the benchmark is. */
process.on("disconnect", () => process.exit());
const [name = "", url = ""] = process.argv.slice(2);
await attacks[name]!(url);
