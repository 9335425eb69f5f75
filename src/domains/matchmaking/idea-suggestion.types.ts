import { ObjectType } from "type-graphql";
import { ThemeSuggestion } from "./theme-suggestion.types.js";

@ObjectType({ description: "An idea proposed to the viewer, with the reasons (voorgesteld idee)." })
export class IdeaSuggestion extends ThemeSuggestion {}
