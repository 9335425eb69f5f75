import { connectionType } from "../../core/graphql/connection.js";
import { Collaboration } from "./collaboration.entity.js";

export const CollaborationConnection = connectionType("Collaboration", () => Collaboration);
