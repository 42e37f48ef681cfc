/** What is thrown away when it has served, and after how long. docs/slices.md is printed from it. */
export type KeptRows = {
  what: string
  keptDays: number
  /** Why so long, and why no longer. */
  why: string
  /** Deletes at most `$2` rows that were done with before `$1`, and answers with their number as `count`. */
  expire: string
}

/** A table whose rows are done with at one moment. `key`: its column, or several, as in `a, b`. */
export const rowsOf = (table: string, key: string, doneWith: string) => `
  with gone as (delete from ${table} where (${key}) in (select ${key} from ${table} where ${doneWith} limit $2) returning 1)
  select count(*)::int as count from gone`
