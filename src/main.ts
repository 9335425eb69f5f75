import { ino } from "./commands/ino.js";

await ino(process.argv.slice(2));
