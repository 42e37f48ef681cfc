/** Runs once in every process that serves pages, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteSocketAddresses } = await import('./lib/socket-address.ts')
  noteSocketAddresses()
}
