import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteMissing } from '#platform/http/page-notes.ts'
import { answerWithStatus } from './answer-with-status.ts'

const server = createServer(
  answerWithStatus(async (request, response) => {
    await new Promise(done => setImmediate(done))
    if (request.url === '/nope') noteMissing()
    if (request.url === '/broken') response.statusCode = 500
    response.end('<h1>whole</h1>')
  }),
)
beforeAll(() => new Promise<void>(open => server.listen(0, open)))
afterAll(() => new Promise(closed => server.close(closed)))

const ask = async (path: string, headers = {}) => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers })
  return [answer.status, await answer.text()]
}

test('a page that says there is nothing is a 404 with all that it shows, and every other page is what it was', async () => {
  const asked = ['/nope', '/', '/broken', '/nope', '/'].map(path => ask(path))
  expect(await Promise.all(asked)).toEqual(
    [404, 200, 500, 404, 200].map(status => [status, '<h1>whole</h1>']),
  )
})

test('a page’s own navigation is answered 200, since it takes nothing else for a page', async () => {
  expect((await ask('/nope', { rsc: '1' }))[0]).toBe(200)
})
