import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets a command work on the shop that `npm start` is running: unless they are set, the database's and the ports'
 * settings are taken from it. Answers a sentence when no shop runs.
 */
export function joinRunningShop(dataDir = process.env.DATA_DIR ?? '.data'): string | null {
  const file = join(dataDir, 'running.json')
  if (existsSync(file)) {
    const running = JSON.parse(readFileSync(file, 'utf8')) as {
      port: number
      sandboxPort: number
      databaseUrl: string
    }
    process.env.DATABASE_URL ||= running.databaseUrl
    process.env.PORT ||= String(running.port)
    process.env.SANDBOX_PORT ||= String(running.sandboxPort)
  }
  const secret = join(dataDir, 'auth-secret')
  if (existsSync(secret)) process.env.AUTH_SECRET ||= readFileSync(secret, 'utf8').trim()
  return process.env.DATABASE_URL
    ? null
    : 'No shop is running here. Start one with `npm start`, or set DATABASE_URL.'
}
