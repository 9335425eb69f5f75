import { connectionType } from "../../core/graphql/connection.js";
import { Message } from "./message.entity.js";

export const MessageConnection = connectionType("Message", () => Message);
