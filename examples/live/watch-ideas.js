import { follow } from "./follow.js";

const IDEA_POSTED = `subscription IdeaPosted($after: String) {
  ideaPosted(after: $after) {
    cursor
    idea { id kind title author { name } themes { slug } }
  }
}`;

/** Shows every new idea, once and in order; `show(idea, cursor)`, and the rest as `follow` takes it. */
export const watchIdeas = ({ show, ...options }) =>
  follow({ ...options, query: IDEA_POSTED, show: ({ ideaPosted }, cursor) => show(ideaPosted.idea, cursor) });
