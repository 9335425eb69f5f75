/** What a check found out. */
export interface Finding {
  /** A problem keeps something from working; a warning may. */
  status: "ok" | "warning" | "problem";
  /** What was checked, in a word or two. */
  about: string;
  /** What is the case. */
  text: string;
  /** What to do about it. */
  remedy?: string;
}

type Make = (text: string, remedy: string) => Finding;

/** Makes the findings of a check. */
export const findingsAbout = (about: string) => ({
  ok: (text: string): Finding => ({ status: "ok", about, text }),
  warning: ((text, remedy) => ({ status: "warning", about, text, remedy })) satisfies Make as Make,
  problem: ((text, remedy) => ({ status: "problem", about, text, remedy })) satisfies Make as Make,
});

interface Link {
  message?: unknown;
  code?: unknown;
  cause?: unknown;
  /** Of a host with several addresses. */
  errors?: unknown[];
}

/** The code of an error or of what caused it, the innermost that there is; else the innermost message. */
export function reasonOf(error: unknown): string {
  let reason = "an unknown error";
  for (
    let link = error as Link | undefined;
    typeof link === "object" && link !== null;
    link = link.cause as Link | undefined
  ) {
    const { code, message, errors } = link;
    if (typeof code === "string") reason = code;
    else if (errors?.[0] !== undefined) reason = reasonOf(errors[0]);
    else if (typeof message === "string" && message !== "") reason = message;
  }
  return reason;
}
