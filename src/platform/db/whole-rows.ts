import type postgres from 'postgres'

const mended = new WeakSet<object>()

/**
 * When a statement fails after its first rows have come (a lost connection, the time limit, a division by zero), postgres.js goes on
 * counting: the next result of that connection begins with as many holes, and looks like any other (porsager/postgres, issues 1119 and
 * 1181). A hand-over once had nothing where the order's line should stand, and the warehouse refused it for good. Every result that this
 * process reads with the driver leaves its holes here, since all queries of the driver share one class.
 */
export function mendResults(client: postgres.Sql): void {
  // A query is sent only when somebody waits for it, and nobody waits for this one.
  const queries = Object.getPrototypeOf(client``) as object
  if (mended.has(queries)) return
  mended.add(queries)
  // The driver gives each query its `resolve` when it makes it.
  Object.defineProperty(queries, 'resolve', {
    configurable: true,
    set(this: object, resolve: (result: unknown) => void) {
      const value = (result: unknown) => resolve(withoutHoles(result))
      Object.defineProperty(this, 'resolve', { value, writable: true, configurable: true })
    },
  })
}

/** Several statements in one text have several results. */
function withoutHoles(result: unknown): unknown {
  if (!Array.isArray(result) || result.length === 0) return result
  const holes = result.findIndex((_, index) => index in result)
  if (holes > 0) result.splice(0, holes)
  else if (holes < 0) result.length = 0
  for (const row of result) if (Array.isArray(row) && 'command' in row) withoutHoles(row)
  return result
}
