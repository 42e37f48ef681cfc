import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'

let doors: Doors
let webs: string[]
const processes: ReturnType<typeof spawn>[] = []
beforeAll(async () => {
  doors = await openDoors()
  webs = await Promise.all([openWeb(), openWeb()])
}, 120_000)
afterAll(async () => {
  for (const web of processes) web.kill('SIGTERM')
  await doors.close()
})

/** Another process on the same database. */
async function openWeb(): Promise<string> {
  const web = spawn(process.execPath, ['--import', 'tsx', resolve('src/proof/testing/small-web.ts')], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(web)
  endWithUs(web)
  const port = await new Promise<string>((done, fail) => {
    web.stdout?.once('data', chunk => done(String(chunk).trim()))
    web.once('exit', code => fail(new Error(`The web process ended with ${code}.`)))
  })
  return `http://127.0.0.1:${port}`
}

const ask = async (web: string, { cookie }: Person) =>
  (await fetch(`${web}/api/trpc/account.security`, { headers: { cookie } })).status
const signInAgain = async (person: Person): Promise<Person> => {
  const body = { email: person.email, password: PASSWORD }
  return { ...person, cookie: cookieOf(await doors.send('POST', '/api/auth/sign-in/email', { body })) }
}

test('a session that was ended in one process opens nothing in any other, from the next request on', async () => {
  const person = await doors.person()
  for (let round = 0; round < 5; round++) {
    const ended = await signInAgain(person)
    for (const web of webs) expect(await ask(web, ended)).toBe(200)
    let isOver = false
    const late: number[] = []
    // Both are asked all the time, so that whatever one of them might remember is fresh.
    const asking = webs.map(async web => {
      for (let asked = 0; asked < 40; asked++) {
        const wasOver = isOver
        const status = await ask(web, ended)
        if (wasOver) late.push(status)
      }
    })
    expect((await doors.mutate('account.endSessions', { which: 'others' }, person)).status).toBe(200)
    isOver = true
    await Promise.all(asking)
    for (const web of webs) late.push(await ask(web, ended))
    expect(late.filter(status => status !== 401)).toEqual([])
    for (const web of webs) expect(await ask(web, person)).toBe(200)
  }
})

test('and neither does the old token of one that was proved again', async () => {
  const person = await doors.person()
  for (const web of webs) expect(await ask(web, person)).toBe(200)
  const proved = await doors.mutate('factors.prove', { password: PASSWORD }, person)
  for (const web of webs) expect(await ask(web, person)).toBe(401)
  for (const web of webs) expect(await ask(web, { ...person, cookie: cookieOf(proved) })).toBe(200)
})
