import pino, { type DestinationStream, type Logger } from 'pino'
import { maskFields, maskLine } from './mask.ts'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

/** One JSON line an event; people's details and secrets are cut out wherever they stand, and no card number ever passes. */
export function createLog(options: { level?: string; to?: DestinationStream } = {}): Logger {
  return pino(
    {
      level: options.level ?? process.env.LOG_LEVEL ?? 'info',
      base: { process: process.env.ORDERLY_PROCESS ?? 'web', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: label => ({ level: label }),
        // Errors would be written as {}.
        log: facts => maskFields(facts) as Record<string, unknown>,
      },
      hooks: { streamWrite: maskLine },
    },
    options.to ?? pino.destination(1),
  )
}

/** The process's log, on standard output. */
export const log: Logger = createLog()
