/** Runs once in every process that serves pages, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteSocketAddresses } = await import('./platform/http/socket-address.ts')
  noteSocketAddresses()
  // While developing, the framework's own colours are the better reading.
  if (process.env.NODE_ENV !== 'production') return
  const { consoleIntoLog } = await import('./platform/lib/console-into-log.ts')
  const { log } = await import('./platform/lib/log.ts')
  consoleIntoLog(console, log)
}
