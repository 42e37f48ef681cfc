import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { shareBuild } from './other-builds.ts'

const folder = mkdtempSync(join(tmpdir(), 'orderly-builds-'))
const shared = join(folder, 'shared')
const opened: Server[] = []
afterEach(() => {
  for (const server of opened.splice(0)) server.close()
  rmSync(folder, { recursive: true, force: true })
})

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** A web of a build that has one script, and says 404 to all else as Next.js would. */
async function openWeb(build: string): Promise<string> {
  const own = join(folder, build)
  write(join(own, 'chunks', `${build}.js`), `console.log('${build}')`)
  const answer = await shareBuild({ own, shared })
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end('its own')
  })
  opened.push(server)
  await new Promise<void>(done => server.listen(0, done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/_next/static`
}

test('a page of the old build finds its scripts at a web of the new one, and the other way round', async () => {
  const [old, young] = [await openWeb('old'), await openWeb('young')]
  for (const [web, build] of [
    [old, 'young'],
    [young, 'old'],
  ]) {
    const answer = await fetch(`${web}/chunks/${build}.js?dpl=1`)
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(await answer.text()).toBe(`console.log('${build}')`)
  }
  expect((await fetch(`${old}/chunks/old.js`)).status, 'what is its own is left to Next.js').toBe(404)
})

test('nothing but files of builds is given away', async () => {
  const web = await openWeb('old')
  write(join(folder, 'secret.js'), 'secret')
  write(join(shared, 'notes.txt'), 'secret')
  const { port } = new URL(web)
  for (const path of [
    '/_next/static/../secret.js',
    '/_next/static/%2e%2e/secret.js',
    '/_next/static/notes.txt',
  ])
    expect(await rawStatus(Number(port), path), path).toBe(404)
  expect((await fetch(`${web}/chunks/young.js`, { method: 'POST' })).status).toBe(404)
})

test('scripts of a build that nobody can have open any more are forgotten', async () => {
  await openWeb('old')
  const long = new Date(Date.now() - 8 * 86_400_000)
  utimesSync(join(shared, 'chunks', 'old.js'), long, long)
  const young = await openWeb('young')
  expect((await fetch(`${young}/chunks/old.js`)).status).toBe(404)
})

/** With the path as it is: fetch would tidy it. */
async function rawStatus(port: number, path: string): Promise<number> {
  const { request } = await import('node:http')
  return new Promise((done, failed) => {
    request({ port, host: '127.0.0.1', path }, answer => {
      answer.resume()
      done(answer.statusCode ?? 0)
    })
      .on('error', failed)
      .end()
  })
}
