import { attacks } from "./attacks.js";

/** A process that attacks the service at a URL until it is ended. */
const [name = "", url = ""] = process.argv.slice(2);
await attacks[name]!(url);
