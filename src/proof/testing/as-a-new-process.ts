import { vi } from 'vitest'
import { z } from 'zod'

/**
 * Test files follow each other in one process: to begin one for each cost half of the whole time. Each finds it as a new
 * one would be. What comes from node_modules stays loaded, which is what saves the time.
 */
const found = globalThis as { orderlyPerProcess?: unknown; orderlyFirstEnv?: NodeJS.ProcessEnv }
found.orderlyFirstEnv ??= { ...process.env }

vi.useRealTimers()
vi.unstubAllEnvs()
vi.unstubAllGlobals()
vi.restoreAllMocks()
vi.resetModules()
// The shop gives zod words of its own, and zod stays loaded.
z.config({ customError: undefined })
delete found.orderlyPerProcess
for (const name of Object.keys(process.env)) if (!(name in found.orderlyFirstEnv)) delete process.env[name]
Object.assign(process.env, found.orderlyFirstEnv)
