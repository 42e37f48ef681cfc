import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '#run/start/write-whole.ts'

/** The request of `npm run cluster -- restart`, and its progress. */
export type RestartRequest = {
  id: string
  /** The folder that the new processes run in: that of a new release, or the same again. */
  release: string
  state: 'asked' | 'rolling' | 'done' | 'failed'
  told: string[]
}

const fileIn = (dataDir: string) => join(dataDir, 'restart.json')

export function readRestart(dataDir: string): RestartRequest | null {
  const file = fileIn(dataDir)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RestartRequest) : null
}

export function writeRestart(dataDir: string, request: RestartRequest) {
  writeWhole(fileIn(dataDir), JSON.stringify(request))
}

export const lastToldAt = (dataDir: string) => statSync(fileIn(dataDir)).mtimeMs
