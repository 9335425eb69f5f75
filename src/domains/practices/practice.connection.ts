import { connectionType } from "../../core/graphql/connection.js";
import { Practice } from "./practice.entity.js";
import { PracticeUse } from "./uses/practice-use.entity.js";

export const PracticeConnection = connectionType("Practice", () => Practice);
export const PracticeUseConnection = connectionType("PracticeUse", () => PracticeUse);
