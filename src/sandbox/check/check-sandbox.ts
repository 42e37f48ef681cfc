import type { World } from '#sandbox/testing/world.ts'
import type { Answer, Bank, Case } from './case.ts'
import { cases } from './cases.ts'
import { departures, listOf, type Shapes } from './stripe-shape.ts'

export type Checked = Pick<Case, 'endpoint' | 'outcome' | 'status'> & {
  /** Every path that differs; none: it is as published. */
  differences: string[]
  /** False: the schema that we have is older than the endpoint. */
  published: boolean
}

/** Drives every case through HTTP, in order, and holds each answer against the published shapes. */
export async function checkSandbox(world: World, shapes: Shapes): Promise<Checked[]> {
  const bank = bankOf(world)
  const checked: Checked[] = []
  for (const { endpoint, outcome, status, shape, ask } of cases) {
    const answer = await ask(bank)
    const wrongStatus = answer.status === status ? [] : [`status: ${answer.status} instead of ${status}`]
    const wrongShape = shape === null ? [] : againstShape(answer, shape, shapes)
    checked.push({
      endpoint,
      outcome,
      status,
      differences: [...wrongStatus, ...wrongShape],
      published: shape !== null,
    })
  }
  return checked
}

function againstShape({ body }: Answer, shape: string | [string], shapes: Shapes): string[] {
  if (typeof shape !== 'string') return departures(body, listOf(shape[0]), `list of ${shape[0]}`, shapes)
  return shapes[shape]
    ? departures(body, { $ref: shape }, shape, shapes)
    : [`${shape}: the schema names no such object`]
}

function bankOf(world: World): Bank {
  const answerOf = async (answer: Response): Promise<Answer> => ({
    status: answer.status,
    body: await answer.json(),
  })
  const headers = { Authorization: 'Bearer sk_test_x' }
  return {
    get: async path => answerOf(await fetch(`${world.url}/v1/${path}`, { headers })),
    post: async (path, form = {}, key) =>
      answerOf(
        await fetch(`${world.url}/v1/${path}`, {
          method: 'POST',
          headers: { ...headers, ...(key && { 'Idempotency-Key': key }) },
          body: new URLSearchParams(form),
        }),
      ),
    delete: async path => answerOf(await fetch(`${world.url}/v1/${path}`, { method: 'DELETE', headers })),
    withoutKey: async path => answerOf(await fetch(`${world.url}/v1/${path}`)),
    async fault(kind) {
      await world.post('/_sandbox/faults', { service: 'stripe', kind, count: 1 })
    },
    async byHand(action) {
      await world.post('/_sandbox/bank', action)
    },
    async event(type) {
      await world.until(received => received.some(({ event }) => event.type === type))
      const got = world.received.findLast(({ event }) => event.type === type)
      return { status: 200, body: JSON.parse(got?.body ?? 'null') }
    },
  }
}
