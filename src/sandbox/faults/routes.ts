import { Hono } from 'hono'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { faultRequest } from './fault.ts'
import { armFault, clearFaults, liveFaults, mostLiveFaults } from './live-faults.ts'

/** `POST | GET | DELETE /_sandbox/faults`. A request that makes no sense is answered 422, naming each field. */
export function faultRoutes({ store, log }: Sandbox) {
  const app = new Hono<SandboxEnv>()
  app.post('/', async c => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (body === undefined) return c.json({ message: 'The body is not JSON.', fields: {} }, 422)
    const parsed = faultRequest.safeParse(body)
    if (!parsed.success) {
      const fields: Record<string, string> = {}
      for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'body'] ??= issue.message
      const message = Object.entries(fields)
        .map(([name, says]) => `${name} ${says}`)
        .join('; ')
      return c.json({ message, fields }, 422)
    }
    const fault = armFault(store, parsed.data)
    if (!fault) {
      const message = `There are already ${mostLiveFaults} live faults: clear them with DELETE /_sandbox/faults.`
      return c.json({ message, fields: {} }, 422)
    }
    log.info({ fault }, 'fault armed')
    const note =
      fault.service === 'storage'
        ? 'Every file that the shop writes or reads meets it, on disk and in an S3 bucket alike, as long as the shop’s mail goes through this sandbox.'
        : undefined
    return c.json({ ...fault, note }, 201)
  })
  app.get('/', c => c.json(liveFaults(store)))
  app.delete('/', c => {
    clearFaults(store)
    return c.json({ cleared: true })
  })
  return app
}
