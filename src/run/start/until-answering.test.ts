import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import getPort from 'get-port'
import { afterEach, expect, test } from 'vitest'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { keepRunning } from './keep-running.ts'
import { startPart } from './part.ts'
import { untilAnswering } from './until-answering.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function process(script: string) {
  const child = spawn(globalThis.process.execPath, ['-e', script], { stdio: 'ignore' })
  endWithUs(child)
  closing.push(() => child.kill('SIGKILL'))
  return { name: 'web', pid: () => child.pid ?? 0 }
}
const limits = { stillLimitMs: 1_000, sayEveryMs: 300 }
/** How often it was said that the process gets on when it has been waited for longer than the limit. */
const PAST_THE_LIMIT = 5

test('a process that computes is waited for past every limit', async () => {
  const busy = process('for (;;);')
  const server: Server = createServer((_, response) => response.end())
  closing.push(() => server.close())
  const port = await getPort()
  let said = 0
  const say = () => {
    if (++said === PAST_THE_LIMIT) server.listen(port, '127.0.0.1')
  }
  await untilAnswering(`http://127.0.0.1:${port}/`, busy, { ...limits, say })
  expect((server.address() as AddressInfo).port).toBe(port)
})

test.each([
  ['that does nothing at all', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  ['of which only the timers go on', 'setInterval(() => {}, 100)'],
])('a process %s is given up with a sentence', async (_, script) => {
  await expect(
    untilAnswering(`http://127.0.0.1:${await getPort()}/`, process(script), limits),
  ).rejects.toThrow(/web process does not answer .* has done next to nothing for 1 s/)
})

test('a real process that is killed is started again, and answers again', async () => {
  const port = await getPort()
  const script = `require('node:http').createServer((_, r) => r.end()).listen(${port}, '127.0.0.1')`
  const sentences: string[] = []
  const kept = keepRunning(
    () => startPart('web', ['-e', script], { env: globalThis.process.env, logFolder: '/tmp/orderly-kept' }),
    { started() {}, died: sentence => sentences.push(sentence), gaveUp() {} },
    50,
  )
  closing.push(() => kept.stop())
  await untilAnswering(`http://127.0.0.1:${port}/`, kept)
  const first = kept.pid()
  globalThis.process.kill(first, 'SIGKILL')
  await eventually(() => expect(kept.pid()).not.toBe(first))
  await untilAnswering(`http://127.0.0.1:${port}/`, kept)
  expect(sentences).toEqual(['The web process ended (SIGKILL) and is started again in 0.05 s.'])
})
