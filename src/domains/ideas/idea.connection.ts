import { connectionType } from "../../core/graphql/connection.js";
import { Comment } from "./comment.entity.js";
import { Idea } from "./idea.entity.js";

export const IdeaConnection = connectionType("Idea", () => Idea);
export const CommentConnection = connectionType("Comment", () => Comment);
