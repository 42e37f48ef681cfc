import { Hono } from 'hono'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { closeWithoutAnswer, pause } from '#sandbox/faults/meet-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'

/**
 * The moods of a storage that is elsewhere: the shop asks before it touches a file and again before it believes that it did
 * (#platform/outside/storage.ts), so that a fault does what it says on any disk or bucket. The sandbox's own bucket needs no asking.
 */
export function moodRoutes(sandbox: Sandbox) {
  const app = new Hono<SandboxEnv>()
  const take = (kind: Parameters<typeof takeFault>[2]) => takeFault(sandbox.store, 'storage', kind)
  app.post('/before', async c => {
    if (take('down')) return c.body(null, 503)
    const limited = take('rate_limit')
    if (limited)
      return c.body(null, 429, { 'Retry-After': String(Math.max(1, Math.ceil(limited.ms / 1000))) })
    const lost = take('timeout_before')
    if (lost) return closeWithoutAnswer(sandbox, c, lost.ms)
    return c.body(null, take('error_500') ? 500 : 204)
  })
  app.post('/after', async c => {
    const lost = take('timeout_after')
    if (lost) return closeWithoutAnswer(sandbox, c, lost.ms)
    const slow = take('latency')
    if (slow) await pause(slow.ms, sandbox.stopping)
    return c.body(null, 204)
  })
  return app
}
