export type SourceFile = { file: string; text: string }
export type Complaint = { file: string; says: string }

// A table is read and written by the slice whose schema.ts defines it. Others ask its verbs and queries, or read a view that it
// publishes: a view is a contract, and the tables below it may change.

/** Reports and proofs over everything, the data of the demo shop, and tests. */
const READS_EVERYTHING = /^src\/(proof|run|sandbox|slices\/analytics)\/|\.test\.tsx?$|\/test-[a-z]+\.tsx?$/

/** Where another slice's table is read all the same, and why asking its owner would be worse. */
const allowed: readonly { file: string; tables: readonly string[]; why: string }[] = [
  {
    file: 'src/slices/customers/slice.ts',
    tables: ['orders'],
    why: 'Retention lets a visitor go who ordered nothing, in one statement: asked apart, an order placed in between would lose its buyer.',
  },
  {
    file: 'src/slices/withdrawals/slice.ts',
    tables: ['orders'],
    why: "Own data: only the order says whose a withdrawal is, since a guest's order may join an account later.",
  },
  {
    file: 'src/slices/returns/slice.ts',
    tables: ['orders'],
    why: "Own data: only the order says whose a return is, since a guest's order may join an account later.",
  },
  {
    file: 'src/slices/invoices/slice.ts',
    tables: ['orders'],
    why: "Own data: only the order says whose a document is, since a guest's order may join an account later.",
  },
  {
    file: 'src/slices/cases/slice.ts',
    tables: ['orders'],
    why: "Own data: only the order says whose a case is, since a guest's order may join an account later.",
  },
  {
    file: 'src/slices/letters/slice.ts',
    tables: ['customers'],
    why: 'Own data: a consent names no account, only the hash of an address, and only the account says whose that is.',
  },
  {
    file: 'src/slices/orders/placing/attempts.ts',
    tables: ['reservations'],
    why: "Placing: the units that a party holds are read in the round trip that takes the party's lock.",
  },
]

/** Complains about each table that is named outside its home, each allowance that nothing needs, and each table placed elsewhere. */
export function strayTables(files: readonly SourceFile[]): Complaint[] {
  const tables = tablesIn(files)
  const unused = new Set(allowed.flatMap(({ file, tables }) => tables.map(table => `${file} ${table}`)))
  const strays = files
    .filter(
      ({ file }) =>
        /^src\/.*\.tsx?$/.test(file) && !file.endsWith('/schema.ts') && !READS_EVERYTHING.test(file),
    )
    .flatMap(({ file, text }) =>
      namedIn(text, tables)
        .filter(table => !table.homes.some(home => file.startsWith(home)))
        .filter(table => !unused.delete(`${file} ${table.name}`))
        .map(table => ({
          file,
          says: `names the table ${table.name} of ${table.homes.at(-1)}: ask a verb or query there, or a view that it publishes`,
        })),
    )
  const idle = [...unused].map(allowance => ({
    file: 'src/proof/testing/sql-at-home.ts',
    says: `allows ${allowance.replace(' ', ' the table ')}, which it no longer names: take it out`,
  }))
  return [...strays, ...idle, ...placedElsewhere(files, tables)]
}

type Table = { name: string; object: string; homes: string[] }

function tablesIn(files: readonly SourceFile[]): Table[] {
  const placing = new Map(
    files
      .filter(({ file }) => file.endsWith('/slice.ts'))
      .flatMap(({ file, text }) => placedBy(text).map(table => [table, homeOf(file)] as const)),
  )
  return files
    .filter(({ file }) => file.endsWith('/schema.ts'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/export const (\w+) = pgTable\(\s*'(\w+)'/g)].map(([, object = '', name = '']) => {
        const placedIn = placing.get(name)
        // Better Auth lives in the platform, and its tables are the customers'.
        const homes = isSlice(file) || !placedIn ? [homeOf(file)] : [homeOf(file), placedIn]
        return { name, object, homes }
      }),
    )
}

const isSlice = (file: string) => file.startsWith('src/slices/')

/** `src/slices/orders/`, or `src/platform/` for all that is no slice. */
const homeOf = (file: string) => /^src\/(slices\/)?[^/]+\//.exec(file)?.[0] ?? ''

function placedBy(manifest: string): string[] {
  const [, places = ''] = /\bplaces: \{([^}]*)\}/.exec(manifest) ?? []
  return [...places.matchAll(/(\w+): (?:by\w+\(|reference|local)/g)].map(([, table = '']) => table)
}

function placedElsewhere(files: readonly SourceFile[], tables: readonly Table[]): Complaint[] {
  return files
    .filter(({ file }) => isSlice(file) && file.endsWith('/slice.ts'))
    .flatMap(({ file, text }) =>
      placedBy(text)
        .filter(placed => tables.some(({ name, homes }) => name === placed && !homes.includes(homeOf(file))))
        .map(placed => ({
          file,
          says: `places the table ${placed}, which another slice defines: move the line there`,
        })),
    )
}

/** In the name of an import from a schema.ts, or behind a word of SQL after which a table stands. */
function namedIn(text: string, tables: readonly Table[]): Table[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const imports = [...code.matchAll(/import \{([^}]*)\} from '[^']*schema\.ts'/g)]
  const objects = new Set(
    imports.flatMap(([, names = '']) => names.split(',').map(name => name.trim().split(' as ')[0])),
  )
  const inSql = new Set(
    [
      ...code.matchAll(
        /\b(?:from|join|into|update|using|table|truncate|rowsOf\(')(?:\s+only)?\s*(\w+)\b(?!\.['`\s])/gi,
      ),
    ].map(([, name = '']) => name),
  )
  return tables.filter(({ name, object }) => objects.has(object) || inSql.has(name))
}
