import { type Node, parse } from 'libpg-query'

/** A statement of a migration; its text begins with the comments above it. */
export type Statement = { node: Node; text: string; line: number }

/** Drizzle divides its files by a comment of its own, also where no semicolon stands. */
const BREAKPOINT = '--> statement-breakpoint'

export async function statementsIn(text: string): Promise<Statement[]> {
  const found: Statement[] = []
  let line = 1
  for (const part of text.split(BREAKPOINT)) {
    const bytes = Buffer.from(part)
    const { stmts = [] } = part.trim() ? await parse(part) : {}
    let end = 0
    for (const { stmt, stmt_location: from = 0, stmt_len: length } of stmts) {
      // The parser counts bytes, and leaves the comments above a statement out of it.
      const above = end
      end = length ? from + length : bytes.length
      if (stmt)
        found.push({
          node: stmt,
          text: bytes.subarray(above, end).toString(),
          line: line + linesIn(bytes.subarray(0, from).toString()),
        })
    }
    line += linesIn(part)
  }
  return found
}

const linesIn = (text: string) => text.split('\n').length - 1
