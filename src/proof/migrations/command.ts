import { largeTables } from './large-tables.ts'
import { LAST_BEFORE_LINT, lintMigrations } from './lint-migrations.ts'

// Part of `npm run check`, and asked by `npm run release` in the folder of the new version: would its migrations lock or break a shop whose
// older version still runs?
const complaints = await lintMigrations('drizzle', await largeTables())
for (const { file, line, says } of complaints) console.error(`drizzle/${file}:${line} ${says}.`)
if (complaints.length)
  console.error(
    'A statement that does no harm all the same says so in a comment above it: `-- Safe: …`, or `-- Not read since v1.2` for what no running version uses.',
  )
else console.log(`The migrations after ${LAST_BEFORE_LINT} lock and break nothing.`)
process.exit(complaints.length ? 1 : 0)
