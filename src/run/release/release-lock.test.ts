import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, inject, test } from 'vitest'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { takeReleaseLock } from './release-lock.ts'

const databaseUrl = inject('postgresUrl')

test('while one release is under way no other begins, and afterwards it may', async () => {
  const first = await takeReleaseLock(databaseUrl)
  expect(first).not.toBeNull()
  expect(await takeReleaseLock(databaseUrl)).toBeNull()
  await first?.letGo()
  const second = await takeReleaseLock(databaseUrl)
  expect(second).not.toBeNull()
  await second?.letGo()
})

test('a process that is killed keeps no lock', async () => {
  const script = `const { takeReleaseLock } = await import('#run/release/release-lock.ts')
    console.log(await takeReleaseLock(process.env.LOCKED) ? 'mine' : 'not mine')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    env: { ...process.env, LOCKED: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(holder)
  const [said] = await once(holder.stdout, 'data')
  expect(String(said).trim()).toBe('mine')
  expect(await takeReleaseLock(databaseUrl)).toBeNull()
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  let lock = await takeReleaseLock(databaseUrl)
  // Postgres notices a moment later that the connection is gone.
  while (!lock) lock = await takeReleaseLock(databaseUrl)
  await lock.letGo()
})
