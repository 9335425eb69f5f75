import { z } from "zod";

export const password = z
  .string()
  .min(10, "must have at least 10 characters: a few words are easy to keep.")
  .max(200, "must have at most 200 characters.");
