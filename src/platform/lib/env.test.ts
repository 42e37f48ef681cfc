import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

test('with nothing set every adapter calls the sandbox', () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    shopUrl: 'http://localhost:3000',
    stripe: { apiBase: 'http://localhost:3001', publishableKey: undefined },
    resend: { baseUrl: 'http://localhost:3001' },
    warehouse: { url: 'http://localhost:3001/warehouse' },
  })
})

test('with keys set the real services are called', () => {
  const env = parseEnv({
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_1',
    RESEND_API_KEY: 're_1',
  })
  expect(env.stripe).toMatchObject({
    apiBase: 'https://api.stripe.com',
    secretKey: 'sk_test_1',
    webhookSecret: 'whsec_1',
  })
  expect(env.resend.baseUrl).toBe('https://api.resend.com')
})

test.each([
  [{ PORT: 'eighty' }, /PORT/],
  [{ DATABASE_URL: 'mysql://somewhere' }, /DATABASE_URL: must begin with postgres/],
  [{ DATABASE_DIRECT_URL: 'localhost' }, /DATABASE_DIRECT_URL: must begin with postgres/],
  [{ AUTH_SECRET: 'short' }, /AUTH_SECRET: needs at least 32/],
  [{ RATE_LIMITS: 'maybe' }, /RATE_LIMITS/],
  [{ STRIPE_SECRET_KEY: 'sk_live_1' }, /STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET must be set too/],
  [
    { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
    /WAREHOUSE_WEBHOOK_SECRET must be set too/,
  ],
])('%j stops the process with a sentence', (wrong, sentence) => {
  expect(() => parseEnv(wrong)).toThrow(sentence)
})

test('only the real card network is called at its own pace, unless another is set', () => {
  const real = { STRIPE_SECRET_KEY: 'sk', STRIPE_PUBLISHABLE_KEY: 'pk', STRIPE_WEBHOOK_SECRET: 'whsec' }
  const pace = (set: Record<string, string>) => parseEnv(set).stripe.callsPerSecond
  expect([pace({}), pace(real), pace({ ...real, PROVIDER_CALLS_PER_SECOND: '10' })]).toEqual([0, 25, 10])
  expect(pace({ ...real, STRIPE_API_BASE: 'http://localhost:3001' })).toBe(0)
})

test('a process that needs a database session goes past the pooler, where there is one', () => {
  const direct = (set: Record<string, string>) => parseEnv(set).DATABASE_DIRECT_URL
  const pooled = { DATABASE_URL: 'postgres://pooler/orderly' }
  expect(direct(pooled)).toBe('postgres://pooler/orderly')
  expect(direct({ ...pooled, DATABASE_DIRECT_URL: 'postgres://postgres/orderly' })).toBe(
    'postgres://postgres/orderly',
  )
  expect(direct({})).toBeUndefined()
})

test('an empty setting counts as none', () => {
  const env = parseEnv({ DATABASE_URL: '', PORT: '' })
  expect([env.DATABASE_URL, env.PORT]).toEqual([undefined, 3000])
})

test('shop and sandbox are open to this machine alone unless somebody says otherwise', () => {
  expect(parseEnv({})).toMatchObject({ BIND_ADDRESS: '127.0.0.1', sandboxUrl: 'http://localhost:3001' })
  expect(parseEnv({ BIND_ADDRESS: '' }).BIND_ADDRESS).toBe('127.0.0.1')
  expect(() => parseEnv({ BIND_ADDRESS: 'everywhere' })).toThrow(/BIND_ADDRESS: is an IP address/)
})

test.each([
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['192.168.0.7', 'http://192.168.0.7:3000'],
  ['2001:db8::7', 'http://[2001:db8::7]:3000'],
])('what listens at %s is told by an address that works', (BIND_ADDRESS, shopUrl) => {
  expect(parseEnv({ BIND_ADDRESS }).shopUrl).toBe(shopUrl)
})
