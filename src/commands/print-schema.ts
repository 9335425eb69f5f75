import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printedSchema } from "../app/schema.js";
import { projectRoot } from "../core/project-root.js";

/** `npm run schema`: writes schema.graphql anew, for a change of the contract that is meant. */
writeFileSync(join(projectRoot, "schema.graphql"), printedSchema());
