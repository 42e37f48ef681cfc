/** Writes text for a LIKE pattern, in which its `%`, `_` and `\` mean themselves. SQLite needs `ESCAPE '\'` beside the pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, sign => `\\${sign}`)
