import type { Constraint, Node } from 'libpg-query'
import type { Statement } from './statements.ts'

type Statements = { statements: readonly Statement[] }

/**
 * `table.column` where an earlier migration checks that the column is not null, and the check was validated, beside or at once. Postgres
 * believes it instead of reading the table.
 */
export function provenBy(earlier: readonly Statements[], beside: readonly Statements[]): Set<string> {
  const validated = new Set(changesIn(beside).map(({ table, name }) => `${table}.${name}`))
  const checks = changesIn(earlier).flatMap(({ table, constraint }) => {
    const column = constraint && columnOf(constraint)
    if (!column) return []
    const holds = !constraint.skip_validation || validated.has(`${table}.${constraint.conname}`)
    return holds ? [`${table}.${column}`] : []
  })
  return new Set(checks)
}

type Change = { table: string; name: string; constraint: Constraint | null }

function changesIn(files: readonly Statements[]): Change[] {
  return files.flatMap(({ statements }) => statements.flatMap(({ node }) => changesOf(node)))
}

function changesOf(node: Node): Change[] {
  if (!('AlterTableStmt' in node)) return []
  const { relation, cmds = [] } = node.AlterTableStmt
  return cmds.flatMap(one => {
    if (!('AlterTableCmd' in one)) return []
    const { name = '', def } = one.AlterTableCmd
    const constraint = def && 'Constraint' in def ? def.Constraint : null
    return [{ table: relation?.relname ?? '', name, constraint }]
  })
}

/** The column of `check (column is not null)`. */
function columnOf({ raw_expr }: Constraint): string | null {
  if (!raw_expr || !('NullTest' in raw_expr)) return null
  const { arg, nulltesttype } = raw_expr.NullTest
  if (nulltesttype !== 'IS_NOT_NULL' || !arg || !('ColumnRef' in arg)) return null
  const last = arg.ColumnRef.fields?.at(-1)
  return last && 'String' in last ? (last.String.sval ?? null) : null
}
