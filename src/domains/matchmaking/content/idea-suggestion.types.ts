import { ObjectType } from "type-graphql";
import { ThemeSuggestion } from "./content-suggestion.types.js";

@ObjectType({ description: "An idea proposed to the viewer, with the reasons (voorgesteld idee)." })
export class IdeaSuggestion extends ThemeSuggestion {}
