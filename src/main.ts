import { ino } from "./commands/ino.js";

await ino(["start", ...process.argv.slice(2)]);
