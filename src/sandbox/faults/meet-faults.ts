import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { FaultTarget } from './fault.ts'
import { takeFault } from './live-faults.ts'

/**
 * The faults around an API call, outermost: the edge is down, the call is refused for its rate, or the connection
 * dies before or after execution. `rateLimited` answers 429 in the API's own words; Retry-After is set here.
 */
export function meetFaultsOnTheWay(
  sandbox: Sandbox,
  service: FaultTarget,
  rateLimited: (c: Context<SandboxEnv>) => Response,
): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { store } = sandbox
    if (takeFault(store, service, 'down')) {
      return c.json({ error: { type: 'api_error', message: 'Service temporarily unavailable.' } }, 503, {
        Server: 'edge',
      })
    }
    const limited = takeFault(store, service, 'rate_limit')
    if (limited) {
      const response = rateLimited(c)
      response.headers.set('Retry-After', String(Math.max(1, Math.ceil(limited.ms / 1000))))
      return response
    }
    const lostRequest = takeFault(store, service, 'timeout_before')
    if (lostRequest) return closeWithoutAnswer(sandbox, c, lostRequest.ms)

    const lostAnswer = takeFault(store, service, 'timeout_after')
    await next()
    if (lostAnswer) c.res = await closeWithoutAnswer(sandbox, c, lostAnswer.ms)
    return undefined
  }
}

/** `latency`: the call is executed at once, and its answer travels slowly. */
export function meetLatency(sandbox: Sandbox, service: FaultTarget): MiddlewareHandler<SandboxEnv> {
  return async (_c, next) => {
    const slow = takeFault(sandbox.store, service, 'latency')
    await next()
    if (slow) await pause(slow.ms, sandbox.stopping)
  }
}

/** Holds the connection for so long and closes it. */
export async function closeWithoutAnswer(
  sandbox: Sandbox,
  c: Context<SandboxEnv>,
  ms: number,
): Promise<Response> {
  const { socket } = c.env.incoming
  const clientGone = new AbortController()
  const hangUp = () => clientGone.abort()
  socket.once('close', hangUp)
  await pause(ms, AbortSignal.any([clientGone.signal, sandbox.stopping]))
  socket.off('close', hangUp)
  socket.destroy()
  return RESPONSE_ALREADY_SENT
}

export const pause = (ms: number, signal: AbortSignal) =>
  sleep(ms, undefined, { signal }).catch(() => undefined)
