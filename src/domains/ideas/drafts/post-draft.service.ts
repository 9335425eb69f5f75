import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { requireCaller, type Context } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { chosenThemes } from "../../themes/chosen-themes.js";
import { addIdea, newIdea } from "../add-idea.js";
import type { Idea } from "../idea.entity.js";
import { ideaById } from "../idea.reads.js";
import { postIdeaRules } from "../idea.validation.js";
import { IdeaDraft } from "./idea-draft.entity.js";
import type { PostIdeaDraftInput } from "./idea-draft.inputs.js";
import { themesOfDraft } from "./idea-draft.reads.js";
import { postIdeaDraftRules } from "./idea-draft.validation.js";
import { draftWording } from "./idea-draft.wording.js";
import { draftLocked } from "./save-draft.service.js";

/**
 * Posts a draft of the caller, once: the idea has the id of the draft, which it replaces, so that a repetition finds it.
 */
export async function postIdeaDraft(ctx: Context, input: PostIdeaDraftInput): Promise<Idea> {
  const authorId = requireCaller(ctx);
  const { id, version } = checkInput(postIdeaDraftRules, input);
  return participating(ctx, async (tx) => {
    const draft = await draftLocked(tx, id);
    if (!draft) {
      const posted = await ideaById(tx, id);
      return posted?.authorId === authorId ? posted : reject("NOT_FOUND", draftWording.noDraft, "id");
    }
    if (draft.version !== version) throw new Rejection([new StaleVersionError(draft.version)]);
    const { kind, title, body, language } = draft;
    if (kind === null) rejectInput(InputProblem.REQUIRED, draftWording.noKind, "kind");
    const slugs = (await themesOfDraft(tx, id)).map(({ slug }) => slug);
    const { themes, ...fields } = checkInput(postIdeaRules, { kind, title, body, themes: slugs, language });
    const themeIds = await chosenThemes(tx, themes, (index) => ["themes", index]);
    const idea = await addIdea(tx, newIdea(tx, { ...fields, id, authorId }), themeIds);
    await tx.manager.delete(IdeaDraft, { id });
    return idea;
  });
}
