import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printedSchema } from "../graphql/schema.js";
import { projectRoot } from "../project-root.js";

/** `npm run schema`: writes schema.graphql anew, for a change of the contract that is meant. */
writeFileSync(join(projectRoot, "schema.graphql"), printedSchema());
