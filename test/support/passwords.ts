/** Passwords that nobody guesses: the one of every account that a test makes, and others to change it to. */
export const password = "kruiwagen tussen paarse wolken";
export const anotherPassword = "zeven kabouters fluiten zacht";
export const thirdPassword = "de lamp droomt van olijven";
