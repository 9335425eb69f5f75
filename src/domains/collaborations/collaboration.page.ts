import type { Context } from "../../core/graphql/context.js";
import { markup } from "../../core/pages/markup.js";
import { factsOf, langOf, textOf, type PublicPage } from "../../core/pages/public-page.js";
import type { Language } from "../../core/texts/language.js";
import { localDate } from "../../core/texts/local-time.js";
import { ideaById } from "../ideas/idea.reads.js";
import { memberLinks, nameOf } from "../members/member-name.js";
import type { CollaborationStage } from "./collaboration.entity.js";
import { collaborationById, membersOfCollaboration } from "./collaboration.reads.js";

interface CollaborationPageWords {
  title: (names: string) => string;
  collaboration: string;
  stage: string;
  stages: Record<CollaborationStage, string>;
  since: string;
  members: string;
  idea: string;
  outcome: string;
}

const wording: Record<Language, CollaborationPageWords> = {
  NL: {
    title: (names) => `Samenwerking van ${names}`,
    collaboration: "Een samenwerking",
    stage: "Fase",
    stages: { EXPLORING: "verkennen", EXPERIMENT: "experiment", SCALED: "opgeschaald", STOPPED: "gestopt" },
    since: "Sinds",
    members: "Leden",
    idea: "Idee",
    outcome: "Wat het opleverde",
  },
  FR: {
    title: (names) => `Collaboration : ${names}`,
    collaboration: "Une collaboration",
    stage: "Phase",
    stages: { EXPLORING: "exploration", EXPERIMENT: "expérience", SCALED: "à plus grande échelle", STOPPED: "arrêtée" },
    since: "Depuis",
    members: "Membres",
    idea: "Idée",
    outcome: "Ce qu'elle a donné",
  },
  EN: {
    title: (names) => `Collaboration of ${names}`,
    collaboration: "A collaboration",
    stage: "Stage",
    stages: { EXPLORING: "exploring", EXPERIMENT: "experiment", SCALED: "scaled", STOPPED: "stopped" },
    since: "Since",
    members: "Members",
    idea: "Idea",
    outcome: "What came of it",
  },
};

/** A collaboration, with those of its members who show themselves to everybody. */
export async function collaborationPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const collaboration = await collaborationById(ctx, id);
  if (!collaboration) return null;
  const words = wording[language];
  const [members, idea] = await Promise.all([
    membersOfCollaboration(ctx, collaboration.id),
    collaboration.ideaId === null ? null : ideaById(ctx, collaboration.ideaId),
  ]);
  const names = members.map((member) => nameOf(member, language)).join(", ");
  const outcome = collaboration.hiddenAt === null ? collaboration.outcome : null;
  return {
    title: idea?.title ?? (names === "" ? words.collaboration : words.title(names)),
    language: idea?.language ?? null,
    summary: outcome,
    type: "article",
    body: markup`${factsOf([
      [words.stage, words.stages[collaboration.stage]],
      [words.since, collaboration.startedAt && localDate(collaboration.startedAt, language)],
      [words.members, memberLinks(ctx, members)],
      [words.idea, idea && markup`<a href="${ctx.linkTo("idea", idea.id)}"${langOf(idea.language)}>${idea.title}</a>`],
    ])}
    ${outcome !== null && markup`<h2>${words.outcome}</h2>`}${textOf(outcome, null)}`,
  };
}
