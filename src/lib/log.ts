import pino, { type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

/** One JSON line an event on standard output; people's details and secrets are cut out wherever they stand. */
export const log: Logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.ORDERLY_PROCESS ?? 'web', pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: label => ({ level: label }) },
  redact: {
    paths: [
      'email',
      'shippingAddress',
      'token',
      'password',
      'cookie',
      'authorization',
      '*.email',
      '*.shippingAddress',
      '*.token',
      '*.password',
      '*.cookie',
      '*.authorization',
      'req.headers',
    ],
    censor: '[cut]',
  },
})
