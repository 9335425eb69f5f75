import { ObjectType } from "type-graphql";
import { ThemeSuggestion } from "./content-suggestion.types.js";

@ObjectType({ description: "A gathering proposed to the viewer, with the reasons (voorgestelde bijeenkomst)." })
export class GatheringSuggestion extends ThemeSuggestion {}
