/** ` “Title”` in Dutch and English, after `before`; nothing without a title. */
export const quoted = (title: string | null, before: string): string => (title === null ? "" : `${before}“${title}”`);

/** The same in French typography. */
export const guillemets = (title: string | null, before: string): string =>
  title === null ? "" : `${before}« ${title} »`;
