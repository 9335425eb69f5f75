import { connectionType } from "../graphql/connection.js";
import { Collaboration } from "./collaboration.entity.js";

export const CollaborationConnection = connectionType("Collaboration", () => Collaboration);
