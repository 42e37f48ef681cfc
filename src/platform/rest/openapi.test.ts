import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeFiles } from '#proof/testing/doors.ts'
import { type ApiDocument, checkAgainst, openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'

type Operation = { operationId?: string; security?: object[]; tags?: string[] }
type Schema = { default?: unknown; properties?: Record<string, Schema> }
type Document = {
  paths: Record<string, Record<string, Operation>>
  tags: { name: string; description?: string }[]
}

let shop: RestShop
let text: string
let document: Document
beforeAll(async () => {
  shop = await openRestShop()
  text = await (await shop.app.request('/api/v1/openapi.json')).text()
  document = JSON.parse(text) as Document
})
afterAll(() => shop.close())

const operations = () => Object.values(document.paths).flatMap(Object.values) as Operation[]

/** Off in the older release that our generator brings along, on in the newest. */
const newer = {
  'no-invalid-schema-examples': 'warn',
  'no-invalid-parameter-examples': 'warn',
  'no-required-schema-properties-undefined': 'warn',
  'no-schema-type-mismatch': 'error',
} as const

test('a public linter finds nothing to say about the document', async () => {
  const config = await createConfig({ extends: ['recommended'], rules: newer })
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`),
  ).toEqual([])
})

/** The doors of our own pages and of the outside services: no program calls them by this document. */
const notForPrograms = [
  '/api/trpc/',
  '/api/auth/',
  '/api/account/',
  '/api/floor/',
  '/api/account-links/',
  '/api/webhooks/',
  '/api/stock-alerts/',
  '/api/letters/',
  '/api/v1/desk/',
]
const isForPrograms = (address: string) => !notForPrograms.some(of => address.startsWith(of))

test('the document has every route that the shop answers, and no other', async () => {
  const ofTheApp = shop.app.routes
    .filter(({ method, path }) => method !== 'ALL' && isForPrograms(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const ofFiles = await Promise.all(
    routeFiles
      .filter(({ address }) => !address.includes('[...') && isForPrograms(address))
      .map(async ({ file, address }) =>
        Object.keys(await import(file))
          .filter(name => /^[A-Z]+$/.test(name))
          .map(method => `${method} ${address.replace(/\[(\w+)\]/g, '{$1}')}`),
      ),
  )
  // One route answers for all procedures of the desk; run/web/desk-rest.test.ts compares those.
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      method => `${method.toUpperCase()} ${path.replace(/(?<=\/admin\/desk\/).*/, '{procedure}')}`,
    ),
  )
  expect([...new Set(described)].sort()).toEqual([...new Set([...ofTheApp, ...ofFiles.flat()])].sort())
})

test('the probes answer as they are described', async () => {
  const described = document as unknown as ApiDocument
  for (const probe of ['live', 'ready']) {
    const path = `/api/health/${probe}`
    const file = routeFiles.find(({ address }) => address === path)?.file ?? ''
    const answer: Response = await (await import(file)).GET()
    const { content } = described.paths[path]?.get?.responses[String(answer.status)] ?? {}
    const checked = checkAgainst(described, content?.['application/json']?.schema, await answer.json())
    expect(checked, path).toMatchObject({ success: true })
  }
})

test('each operation has a name of its own, says who may call it, and stands under a tag that is told', () => {
  const ids = operations().map(({ operationId }) => operationId)
  expect(ids).not.toContain(undefined)
  expect(new Set(ids).size).toBe(ids.length)
  const told = document.tags.filter(({ description }) => description).map(({ name }) => name)
  for (const { operationId, tags, security } of operations()) {
    expect(
      tags?.filter(tag => !told.includes(tag)),
      operationId,
    ).toEqual([])
    expect(security, operationId).toBeDefined()
  }
})

test('no field of a body has a default, which generators take for a promise that it is sent', () => {
  const withDefault = (at: string, schema: unknown): string[] => {
    if (schema === null || typeof schema !== 'object') return []
    const own = Object.entries((schema as Schema).properties ?? {}).filter(([, field]) => 'default' in field)
    const inside = Object.entries(schema).flatMap(([key, value]) => withDefault(`${at}/${key}`, value))
    return [...own.map(([field]) => `${at}/${field}`), ...inside]
  }
  expect(withDefault('', document)).toEqual([])
})
