import type { Hono } from 'hono'
import { z } from 'zod'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { answerDispute, answerDisputeParameters, decideDispute, disputeObject } from './disputes.ts'
import { executeGet, executePost } from './execute.ts'
import { readPage } from './lists.ts'
import { listObject } from './objects.ts'
import { expand, refundListParameters } from './parameters.ts'
import { type Reply, refuseMissing } from './refusal.ts'
import type { DisputeRow } from './rows.ts'

export function disputeRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  const withDispute = (call: BankCall, id: string, then: (dispute: DisputeRow) => Reply): Reply => {
    const row = call.store.get<DisputeRow>('SELECT * FROM disputes WHERE id = ?', id)
    return row ? then(row) : refuseMissing('dispute', id, { param: 'dispute', inPath: true })
  }
  const shown = (row: DisputeRow): Reply => ({ status: 200, body: disputeObject(row) })
  app.get('/disputes/:id', c =>
    executeGet(sandbox, c, z.strictObject({ expand }), call => withDispute(call, c.req.param('id'), shown)),
  )
  app.post('/disputes/:id', c =>
    executePost(sandbox, c, answerDisputeParameters, (call, params) =>
      withDispute(call, c.req.param('id'), dispute => answerDispute(call, dispute, params)),
    ),
  )
  // Closing is giving in: the dispute is lost.
  app.post('/disputes/:id/close', c =>
    executePost(sandbox, c, z.strictObject({ expand }), call =>
      withDispute(call, c.req.param('id'), dispute => shown(decideDispute(call, dispute, 'lost'))),
    ),
  )
  app.get('/disputes', c =>
    executeGet(sandbox, c, refundListParameters, (call, params) => {
      const where = { payment_intent_id: params.payment_intent, charge_id: params.charge }
      const page = readPage<DisputeRow>(call.store, { table: 'disputes', noun: 'dispute' }, params, where)
      if ('refused' in page) return page.refused
      return {
        status: 200,
        body: listObject('/v1/disputes', { items: page.items.map(disputeObject), hasMore: page.hasMore }),
      }
    }),
  )
}
