import sql from "sql-template-tag";
import { pageUnder } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { markup, type Markup } from "../../core/pages/markup.js";
import { factsOf, textOf, type PublicPage } from "../../core/pages/public-page.js";
import type { Language } from "../../core/texts/language.js";
import { localDate } from "../../core/texts/local-time.js";
import { memberLink, memberLinks } from "../members/member-name.js";
import { memberById } from "../members/member.reads.js";
import { labelOf } from "../themes/theme.labels.js";
import { answerOf } from "./answers/answer.reads.js";
import { coAuthorsOf } from "./authors/co-author.reads.js";
import { readableBody } from "./comment.body.js";
import type { Comment } from "./comment.entity.js";
import { CommentConnection } from "./idea.connection.js";
import { commentsOfIdea, ideaById, repliesOfComment, supportCount, themesOfIdea } from "./idea.reads.js";
import { ideaPageWording, type IdeaPageWords } from "./idea-page.wording.js";

/** How many comments a page has, and how many replies to each: the newest. */
const maxComments = 20;
const maxReplies = 5;

/** An idea with what was last said about it. */
export async function ideaPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const idea = await ideaById(ctx, id);
  if (!idea) return null;
  const words = ideaPageWording[language];
  const [author, coAuthors, themes, supports, answer, comments] = await Promise.all([
    memberById(ctx, idea.authorId),
    coAuthorsOf(ctx, idea.id),
    themesOfIdea(ctx, idea.id),
    supportCount(ctx, idea.id),
    answerTo(ctx, idea.id, words, language),
    commentsOn(ctx, idea.id, words, language),
  ]);
  return {
    title: idea.title,
    language: idea.language,
    summary: idea.body,
    type: "article",
    body: markup`${factsOf([
      [words.kind, words.kinds[idea.kind]],
      [words.status, words.statuses[idea.status]],
      [words.author, memberLinks(ctx, author ? [author, ...coAuthors] : coAuthors)],
      [words.postedAt, localDate(idea.postedAt, language)],
      [words.themes, themes.map((theme) => labelOf(theme, language)).join(", ") || null],
      [words.supports, supports > 0 ? String(supports) : null],
    ])}
    ${textOf(idea.body, idea.language)} ${answer} ${comments}`,
  };
}

async function answerTo(ctx: Context, ideaId: string, words: IdeaPageWords, language: Language): Promise<Markup> {
  const answer = await answerOf(ctx, ideaId);
  if (!answer) return markup``;
  return markup`<h2>${words.answer}</h2>
    ${await commentOf(ctx, answer, words, language)}`;
}

async function commentsOn(ctx: Context, ideaId: string, words: IdeaPageWords, language: Language): Promise<Markup> {
  const list = await pageUnder(ctx, CommentConnection, commentsOfIdea(ctx), sql`e.idea_id`, ideaId, {
    last: maxComments,
  });
  const { edges, pageInfo } = list;
  if (edges.length === 0) return markup``;
  const shown = await Promise.all(edges.map(({ node }) => commentWithReplies(ctx, node, words, language)));
  return markup`<h2>${words.comments}</h2>
    ${pageInfo.hasPreviousPage && markup`<p>${words.earlier}</p>`}
    <ul>
      ${shown}
    </ul>`;
}

async function commentWithReplies(
  ctx: Context,
  comment: Comment,
  words: IdeaPageWords,
  language: Language,
): Promise<Markup> {
  const [own, replies] = await Promise.all([
    commentOf(ctx, comment, words, language),
    pageUnder(ctx, CommentConnection, repliesOfComment(ctx), sql`e.reply_to_id`, comment.id, { last: maxReplies }),
  ]);
  const shown = await Promise.all(
    replies.edges.map(async ({ node }) => markup`<li>${await commentOf(ctx, node, words, language)}</li>`),
  );
  return markup`<li>
    ${own}${
      shown.length > 0 &&
      markup`<ul>
        ${shown}
      </ul>`
    }
  </li>`;
}

async function commentOf(ctx: Context, comment: Comment, words: IdeaPageWords, language: Language): Promise<Markup> {
  const [author, body] = await Promise.all([memberById(ctx, comment.authorId), readableBody(ctx, comment)]);
  return markup`<p>${memberLink(ctx, author) ?? words.member}, ${localDate(comment.postedAt, language)}</p>
    ${body === null ? markup`<p>${words.removed}</p>` : textOf(body, null)}`;
}
