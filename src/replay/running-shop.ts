import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export type RunningShop = { databaseUrl: string; url: string; sandboxPort: number | null }

const noteSchema = z.object({
  databaseUrl: z.string().optional(),
  port: z.number().optional(),
  sandboxPort: z.number().optional(),
})

/** The shop to replay into: as the environment says, or the one that `npm start` left a note about. */
export function runningShop(env: NodeJS.ProcessEnv, urlGiven: string | undefined): RunningShop {
  const file = join(env.DATA_DIR || '.data', 'running.json')
  const note = noteSchema.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
  const databaseUrl = env.DATABASE_URL || note.databaseUrl
  if (!databaseUrl)
    throw new Error(
      'No shop is running here. Start one with `npm start`, or set DATABASE_URL to the database of the shop at --url.',
    )
  return {
    databaseUrl,
    url: urlGiven ?? `http://localhost:${note.port ?? 3000}`,
    sandboxPort: note.sandboxPort ?? null,
  }
}
