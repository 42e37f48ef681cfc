import type { AlterTableCmd, ColumnDef, Constraint, FuncCall, Node } from 'libpg-query'

/** What the rules know besides the statement. */
export type Known = {
  /** Tables that hold so much in a shop of years that nobody may read or rewrite them under a lock. */
  large: ReadonlySet<string>
  /** Tables that this and other new migrations make: they are empty, and no older version knows them. */
  fresh: ReadonlySet<string>
  /** `table.column` for each check, validated in an earlier migration, that the column is not null. */
  proven: ReadonlySet<string>
}

/** `locks`: shoppers would wait. `breaks`: the version that still runs would fail. */
export type Fault = { kind: 'locks' | 'breaks'; says: string }

const locks = (says: string): Fault => ({ kind: 'locks', says })
const breaks = (says: string): Fault => ({ kind: 'breaks', says })

/** What is wrong with one statement of a migration. It runs in a transaction, together with all others that are new. */
export function faultsOf(node: Node, known: Known): Fault[] {
  if ('IndexStmt' in node) return ofIndex(node.IndexStmt.relation?.relname ?? '', known)
  if ('DropStmt' in node) return ofDrop(String(node.DropStmt.removeType))
  if ('RenameStmt' in node) {
    const { renameType, relation } = node.RenameStmt
    return ofRename(String(renameType), relation?.relname ?? '', known)
  }
  if ('AlterTableStmt' in node) {
    const { relation, cmds = [] } = node.AlterTableStmt
    const table = relation?.relname ?? ''
    if (known.fresh.has(table)) return []
    return cmds.flatMap(one => ('AlterTableCmd' in one ? ofChange(table, one.AlterTableCmd, known) : []))
  }
  return ofRows(node, known)
}

function ofIndex(table: string, { large }: Known): Fault[] {
  if (!large.has(table)) return []
  return [
    locks(
      `builds an index on ${table}, which is large: nobody writes there until it is done. Build it concurrently in drizzle/beside`,
    ),
  ]
}

const DROPPED_WITH_HARM: Record<string, string> = {
  OBJECT_TABLE: 'a table',
  OBJECT_VIEW: 'a view',
  OBJECT_MATVIEW: 'a view',
  OBJECT_SEQUENCE: 'a sequence',
  OBJECT_FUNCTION: 'a function',
  OBJECT_TYPE: 'a type',
  OBJECT_SCHEMA: 'a schema',
}

function ofDrop(what: string): Fault[] {
  if (what === 'OBJECT_INDEX')
    return [
      locks(
        'drops an index and waits for everybody who reads the table. Drop it concurrently in drizzle/beside',
      ),
    ]
  const named = DROPPED_WITH_HARM[what]
  return named ? [breaks(`drops ${named} that the running version may still use`)] : []
}

const RENAMED_WITH_HARM = new Set([
  'OBJECT_TABLE',
  'OBJECT_COLUMN',
  'OBJECT_VIEW',
  'OBJECT_TYPE',
  'OBJECT_FUNCTION',
])

function ofRename(what: string, table: string, { fresh }: Known): Fault[] {
  if (!RENAMED_WITH_HARM.has(what) || fresh.has(table)) return []
  return [breaks('renames what the running version knows under its old name')]
}

function ofChange(table: string, change: AlterTableCmd, known: Known): Fault[] {
  const { subtype, name = '', def } = change
  const isLarge = known.large.has(table)
  switch (String(subtype)) {
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? ofNewColumn(table, def.ColumnDef, isLarge) : []
    case 'AT_DropColumn':
      return [breaks(`drops ${table}.${name}, which the running version may still read`)]
    case 'AT_AlterColumnType':
      return [
        locks(
          `changes the type of ${table}.${name}: that rewrites the table, and the running version knows the old type`,
        ),
      ]
    case 'AT_SetNotNull':
      if (known.proven.has(`${table}.${name}`)) return []
      return [
        locks(
          `sets ${table}.${name} not null, which reads the whole table under a lock. In a release before, add \`check (${name} is not null) not valid\` and validate it in drizzle/beside`,
        ),
      ]
    case 'AT_AddConstraint':
      return isLarge && def && 'Constraint' in def ? ofConstraint(table, def.Constraint) : []
    case 'AT_ValidateConstraint':
      return isLarge
        ? [locks(`validates ${name} while the migration holds its locks. Validate it in drizzle/beside`)]
        : []
    default:
      return isLarge && REWRITES.has(String(subtype)) ? [locks(`rewrites ${table}, which is large`)] : []
  }
}

const REWRITES = new Set([
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetTableSpace',
  'AT_SetAccessMethod',
  'AT_SetExpression',
  'AT_AddIdentity',
])

const SERIAL = /^(small|big)?serial[248]?$/

function ofNewColumn(
  table: string,
  { colname, typeName, constraints = [] }: ColumnDef,
  isLarge: boolean,
): Fault[] {
  const own = constraints.flatMap(one => ('Constraint' in one ? [one.Constraint] : []))
  const has = (kind: string) => own.some(({ contype }) => String(contype) === kind)
  const column = `${table}.${colname}`
  const faults: Fault[] = []
  if (has('CONSTR_NOTNULL') && !has('CONSTR_DEFAULT') && !has('CONSTR_GENERATED') && !has('CONSTR_IDENTITY'))
    faults.push(breaks(`adds ${column} not null without a default: the running version does not fill it`))
  if (!isLarge) return faults
  const initial = own.find(({ contype }) => String(contype) === 'CONSTR_DEFAULT')
  if (initial && isVolatile(initial.raw_expr))
    faults.push(locks(`adds ${column} with a default that differs from row to row: that rewrites the table`))
  if (has('CONSTR_GENERATED') || has('CONSTR_IDENTITY') || SERIAL.test(lastName(typeName?.names)))
    faults.push(locks(`adds ${column} with a computed value: that rewrites the table`))
  if (has('CONSTR_UNIQUE') || has('CONSTR_PRIMARY'))
    faults.push(locks(`adds ${column} with an index, which is built under a lock`))
  if (has('CONSTR_FOREIGN') || has('CONSTR_CHECK'))
    faults.push(
      locks(
        `adds ${column} with a constraint that is checked for every row under a lock. Add it \`not valid\` by a statement of its own`,
      ),
    )
  return faults
}

function ofConstraint(
  table: string,
  { contype, conname = '', skip_validation, indexname }: Constraint,
): Fault[] {
  switch (String(contype)) {
    case 'CONSTR_FOREIGN':
    case 'CONSTR_CHECK':
    case 'CONSTR_NOTNULL':
      if (skip_validation) return []
      return [
        locks(
          `adds ${conname} to ${table} and checks every row under a lock. Say \`not valid\`, and validate it in drizzle/beside`,
        ),
      ]
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
      if (indexname) return []
      return [
        locks(
          `adds ${conname} to ${table} and builds its index under a lock. Build a unique index in drizzle/beside first`,
        ),
      ]
    case 'CONSTR_EXCLUSION':
      return [locks(`adds ${conname} to ${table} and builds its index under a lock`)]
    default:
      return []
  }
}

function ofRows(node: Node, { large }: Known): Fault[] {
  const isLarge = (table = '') => large.has(table)
  if ('UpdateStmt' in node && isLarge(node.UpdateStmt.relation?.relname))
    return [locks('changes rows of a large table in one transaction. Let a job do it in batches')]
  if ('DeleteStmt' in node && isLarge(node.DeleteStmt.relation?.relname))
    return [locks('deletes rows of a large table in one transaction. Let a job do it in batches')]
  if ('TruncateStmt' in node) return [breaks('empties a table that the running version reads')]
  if ('LockStmt' in node) return [locks('locks a table')]
  if ('ClusterStmt' in node || 'VacuumStmt' in node || 'ReindexStmt' in node)
    return [locks('rewrites a table or its indexes')]
  return []
}

/** Once for the statement, or always the same. Any other function may answer each row differently. */
const ONE_ANSWER = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'current_setting'])

function isVolatile(expression: unknown): boolean {
  if (Array.isArray(expression)) return expression.some(isVolatile)
  if (typeof expression !== 'object' || expression === null) return false
  if ('FuncCall' in expression) {
    if (!ONE_ANSWER.has(lastName((expression.FuncCall as FuncCall).funcname))) return true
  }
  return Object.values(expression).some(isVolatile)
}

/** `uuidv7` of `pg_catalog.uuidv7`. */
function lastName(names: readonly Node[] = []): string {
  const last = names.at(-1)
  return last && 'String' in last ? (last.String.sval ?? '') : ''
}

/** In drizzle/beside each statement runs by itself and may run again. */
export function faultsBeside(node: Node): Fault[] {
  if ('IndexStmt' in node && !(node.IndexStmt.concurrent && node.IndexStmt.if_not_exists))
    return [locks('builds an index: here it is `create index concurrently if not exists`')]
  if ('DropStmt' in node && !(node.DropStmt.concurrent && node.DropStmt.missing_ok))
    return [locks('drops something: here it is `drop index concurrently if exists`')]
  if ('AlterTableStmt' in node) {
    const kinds = (node.AlterTableStmt.cmds ?? []).map(one =>
      'AlterTableCmd' in one ? String(one.AlterTableCmd.subtype) : '',
    )
    return kinds.every(kind => ALLOWED_BESIDE.has(kind))
      ? []
      : [locks('changes a table: that belongs into a migration')]
  }
  return 'IndexStmt' in node || 'DropStmt' in node
    ? []
    : [locks('does what belongs into a migration or a job')]
}

const ALLOWED_BESIDE = new Set(['AT_SetStatistics', 'AT_ValidateConstraint'])
