import type { Hono } from 'hono'
import { z } from 'zod'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import {
  createCustomer,
  customerObject,
  deleteCustomer,
  deletedObject,
  detachCard,
  findCustomer,
  isAttached,
  ofCustomer,
  savedCardObject,
  updateCustomer,
} from './customers.ts'
import { executeGet, executePost } from './execute.ts'
import { readPage } from './lists.ts'
import { listObject } from './objects.ts'
import {
  createCustomerParameters,
  expandOnly,
  listParameters,
  savedCardListParameters,
  updateCustomerParameters,
} from './parameters.ts'
import { findPaymentMethod } from './payment-methods.ts'
import { type Reply, refuseMissing } from './refusal.ts'
import type { CustomerRow, PaymentMethodRow } from './rows.ts'

const ok = (body: object): Reply => ({ status: 200, body })

/** People whom the bank knows for the shop, and the cards that it keeps for them. */
export function customerRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  app.post('/customers', c => executePost(sandbox, c, createCustomerParameters, createCustomer))
  app.get('/customers', c =>
    executeGet(sandbox, c, listParameters, (call, params) => {
      const book = { table: 'customers', noun: 'customer' } as const
      const page = readPage<CustomerRow>(call.store, book, params, { deleted: 0 })
      if ('refused' in page) return page.refused
      return ok(listObject('/v1/customers', { items: page.items.map(customerObject), hasMore: page.hasMore }))
    }),
  )
  app.get('/customers/:id', c =>
    executeGet(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      // As at Stripe, one that was deleted is found, and says so.
      return findCustomer(call.store, id)?.deleted
        ? ok(deletedObject(id))
        : ofCustomer(call.store, id, row => ok(customerObject(row)))
    }),
  )
  app.post('/customers/:id', c =>
    executePost(sandbox, c, updateCustomerParameters, (call, params) =>
      ofCustomer(call.store, c.req.param('id'), row => updateCustomer(call, row, params)),
    ),
  )
  app.delete('/customers/:id', c =>
    executePost(sandbox, c, z.strictObject({}), call =>
      ofCustomer(call.store, c.req.param('id'), row => deleteCustomer(call, row)),
    ),
  )
  savedCardRoutes(app, sandbox)
}

function savedCardRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  app.get('/customers/:id/payment_methods', c =>
    executeGet(sandbox, c, savedCardListParameters, (call, params) =>
      ofCustomer(call.store, c.req.param('id'), row => {
        const page = readPage<{ seq: number; id: string }>(
          call.store,
          { table: 'saved_cards', noun: 'PaymentMethod' },
          params,
          { customer_id: row.id, state: 'attached' },
        )
        if ('refused' in page) return page.refused
        const items = page.items.flatMap(({ id }) => {
          const method = findPaymentMethod(call.store, id)
          return method ? [savedCardObject(method, row.id)] : []
        })
        return ok(listObject(`/v1/customers/${row.id}/payment_methods`, { items, hasMore: page.hasMore }))
      }),
    ),
  )
  app.get('/customers/:id/payment_methods/:method', c =>
    executeGet(sandbox, c, expandOnly, call =>
      ofCustomer(call.store, c.req.param('id'), row => {
        const id = c.req.param('method')
        const method = isAttached(call.store, id, row.id) && methodRow(call, id)
        return method
          ? ok(savedCardObject(method, row.id))
          : refuseMissing('PaymentMethod', id, { param: 'payment_method', inPath: true })
      }),
    ),
  )
  app.post('/payment_methods/:id/detach', c =>
    executePost(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      const method = methodRow(call, id)
      return method
        ? detachCard(call, method)
        : refuseMissing('PaymentMethod', id, { param: 'payment_method', inPath: true })
    }),
  )
}

/** The row of this id. A test card's name stands for no card that was kept. */
const methodRow = ({ store }: Pick<Sandbox, 'store'>, id: string) =>
  store.get<PaymentMethodRow>('SELECT * FROM payment_methods WHERE id = ?', id)
