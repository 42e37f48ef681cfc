import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { embeddedPostgresFolder } from '#platform/db/embedded-postgres.ts'
import { claimDataDir } from './one-shop.ts'

// `npm run reset`: the next start begins with an empty data folder and the seed.
const dataDir = process.env.DATA_DIR ?? '.data'
try {
  await claimDataDir(dataDir)
  rmSync(embeddedPostgresFolder(join(dataDir, 'postgres')), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
  console.log(`${dataDir} is empty. \`npm start\` opens a new shop.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
