import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Theme } from "../../themes/theme.entity.js";
import { IdeaDraft } from "./idea-draft.entity.js";
import { themesOfDraft } from "./idea-draft.reads.js";

@Resolver(() => IdeaDraft)
export class IdeaDraftResolver {
  @FieldResolver(() => [Theme], {
    description: "The themes of the draft, most relevant first; empty while there are none.",
  })
  themes(@Ctx() ctx: Context, @Root() draft: IdeaDraft): Promise<Theme[]> {
    return themesOfDraft(ctx, draft.id);
  }
}
