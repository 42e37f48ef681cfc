import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, type PageSettings, pageHeaders, SONNER_STYLES } from './page-policy.ts'

const settings: PageSettings = {
  nonce: 'bm9uY2U=',
  cardNetwork: { kind: 'sandbox', origin: 'http://localhost:3001' },
  secure: true,
  develop: false,
}

function directives(said: Partial<PageSettings> = {}): Record<string, string> {
  const parts = contentSecurityPolicy({ ...settings, ...said }).split('; ')
  return Object.fromEntries(parts.map(part => [part.replace(/ .*/, ''), part.replace(/^\S+ ?/, '')]))
}

test('only scripts with the nonce run, and no text becomes code', () => {
  const { 'script-src': scripts, 'script-src-attr': attributes } = directives()
  expect(scripts).toBe("'nonce-bm9uY2U=' 'strict-dynamic'")
  expect(attributes).toBe("'none'")
})

test('only pages of staff run compiled code, which reads bar codes', () => {
  expect(directives({ forStaff: true })['script-src']).toBe(
    "'nonce-bm9uY2U=' 'strict-dynamic' 'wasm-unsafe-eval'",
  )
})

test('sources that are not named are refused unless they are our own, and kinds that we never use are refused altogether', () => {
  expect(directives()).toMatchObject({
    'default-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'worker-src': "'none'",
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    'connect-src': "'self'",
    'font-src': "'self'",
  })
})

test('a card is typed into the sandbox’s frame or into Stripe’s, never into a third', () => {
  expect(directives()['frame-src']).toBe('http://localhost:3001')
  const live = directives({ cardNetwork: { kind: 'stripe' } })
  expect(live['frame-src']).toBe('https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com')
  expect(live['connect-src']).toBe("'self' https://api.stripe.com")
  expect(JSON.stringify(directives())).not.toContain('stripe')
})

test('a shop on https stays on https, and one on http says nothing of it', () => {
  expect(directives()).toHaveProperty('upgrade-insecure-requests')
  expect(directives({ secure: false })).not.toHaveProperty('upgrade-insecure-requests')
})

test('only the card’s frame may ask the browser for a payment, and only pages of staff for a camera', () => {
  const policy = pageHeaders(settings)['permissions-policy']
  expect(policy).toContain('payment=(self "http://localhost:3001")')
  expect(policy).toContain('camera=()')
  expect(pageHeaders({ ...settings, forStaff: true })['permissions-policy']).toContain('camera=(self)')
})

test('the style that sonner adds is let in by its hash', () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve('sonner')), 'utf8')
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1] ?? '""'
  const hashes = ['', JSON.parse(literal) as string].map(
    text => `sha256-${createHash('sha256').update(text).digest('base64')}`,
  )
  expect(SONNER_STYLES).toEqual(hashes)
})

test('a challenge stands in a frame of its own, where one is in force', () => {
  expect(directives({ challengeOrigin: 'https://challenges.cloudflare.com' })['frame-src']).toBe(
    'http://localhost:3001 https://challenges.cloudflare.com',
  )
})
