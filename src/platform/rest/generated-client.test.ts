import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let shop: RestShop
let folder: string
beforeAll(async () => {
  shop = await openRestShop()
  // Below the project, so that programs written there find the packages.
  mkdirSync('node_modules/.cache', { recursive: true })
  folder = mkdtempSync('node_modules/.cache/generated-client-')
  writeFileSync(join(folder, 'orderly.d.ts'), await generatedTypes())
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await shop.close()
})

/** openapi-typescript prints with the TypeScript of before 7, which ts-morph brings along. */
async function generatedTypes(): Promise<string> {
  const compiler = createRequire(import.meta.url).resolve('@ts-morph/common/dist/typescript.js')
  const hooks = registerHooks({
    resolve: (name, context, next) =>
      next(name === 'typescript' ? pathToFileURL(compiler).href : name, context),
  })
  const { default: generate, astToString } = await import('openapi-typescript')
  hooks.deregister()
  const answer = await shop.app.request('/api/v1/openapi.json')
  return astToString(await generate((await answer.json()) as object as Parameters<typeof generate>[0]))
}

const pages = ['README.md', 'docs/rest.md']
const fenced = (language: string) =>
  pages.flatMap(page => {
    const text = readFileSync(page, 'utf8')
    return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
      ([, code = '']) => code,
    )
  })
const curls = () => fenced('sh').filter(code => code.startsWith('curl'))
const bodyOf = (curl: string) => /-d '(.*)'/s.exec(curl)?.[1] ?? ''
const pathOf = (curl: string) => /localhost:3000(\S+)/.exec(curl)?.[1] ?? ''

/** The compiler's complaints about a program; empty when it compiles. */
function complaints(code: string): string {
  const file = join(folder, `example-${crypto.randomUUID()}.ts`)
  writeFileSync(file, code)
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit']
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022']
  const lean = ['--types', 'node', '--ignoreConfig']
  try {
    execFileSync('node_modules/.bin/tsc', [file, ...strict, ...modules, ...lean], { encoding: 'utf8' })
    return ''
  } catch (error) {
    return String((error as { stdout: string }).stdout)
  }
}

const patience = 60_000

test('the programs that the pages show compile with a generated client', { timeout: patience }, () => {
  const programs = fenced('ts')
  expect(programs.length).toBeGreaterThan(0)
  for (const program of programs) expect(complaints(program)).toBe('')
})

test('the bodies that the pages show fit the generated types', { timeout: patience }, () => {
  expect(curls().length).toBeGreaterThan(0)
  for (const curl of curls()) {
    const headers = '{ header: { "idempotency-key": crypto.randomUUID() } }'
    const call = (body: string) => `import createClient from 'openapi-fetch'
import type { paths } from './orderly.d.ts'
const client = createClient<paths>({ baseUrl: 'http://localhost:3000' })
await client.POST('${pathOf(curl)}', { params: ${headers}, body: ${body} })
`
    expect(complaints(call(bodyOf(curl)))).toBe('')
    expect(complaints(call('{ "lines": [] }'))).toContain('missing the following properties')
  }
})

test('the orders that the pages show are taken', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'MOSS-1' })
  for (const curl of curls()) {
    const body: unknown = JSON.parse(bodyOf(curl).replaceAll('…', sku))
    const headers = { 'idempotency-key': crypto.randomUUID() }
    expect(await shop.send('POST', pathOf(curl), { body, headers })).toMatchObject({ status: 201 })
  }
})
