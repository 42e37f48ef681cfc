import type { HttpBindings } from '@hono/node-server'
import type { Outbox } from '#sandbox/webhooks/outbox.ts'
import type { SandboxLog } from './sandbox-log.ts'
import type { Store } from './store.ts'

/** The parts that every room of the sandbox may use. */
export type Sandbox = {
  store: Store
  outbox: Outbox
  log: SandboxLog
  /** Where browsers reach the sandbox, without a trailing slash. */
  url: string
  /** Aborted when the sandbox stops, so that nothing is held open any longer. */
  stopping: AbortSignal
  warehouseStepMs: number
  carrierStepMs: number
}

export type SandboxEnv = {
  Bindings: HttpBindings
  Variables: { requestId: string; idempotencyKey: string | null }
}

export const nowSeconds = () => Math.floor(Date.now() / 1000)
