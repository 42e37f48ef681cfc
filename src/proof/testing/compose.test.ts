import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

type Service = {
  image?: string
  build?: string | { dockerfile_inline: string }
  cap_drop?: string[]
  security_opt?: string[]
  read_only?: boolean
  privileged?: boolean
  env_file?: unknown
  environment?: Record<string, unknown>
  ports?: string[]
  volumes?: string[]
}
type Compose = { services: Record<string, Service>; configs: { haproxy: { content: string } } }

const text = readFileSync('compose.yaml', 'utf8')
const { services, configs } = parse(text, { merge: true }) as Compose
const all = Object.entries(services)
const DIGEST = /@sha256:[0-9a-f]{64}$/

test.each(all)('%s may do no more than its program needs', (_, service) => {
  expect(service.cap_drop).toEqual(['ALL'])
  expect(service.security_opt).toEqual(['no-new-privileges:true'])
  expect(service.read_only).toBe(true)
  expect(service.privileged).toBeUndefined()
  expect(String(service.volumes)).not.toContain('docker.sock')
})

test('every image that is not built here is named by digest, those that are built on included', () => {
  const based = [
    ...readFileSync('Dockerfile', 'utf8').matchAll(/^FROM (\S+)/gm),
    ...text.matchAll(/^ +FROM (\S+)/gm),
  ].map(([, image = '']) => image)
  const named = all.flatMap(([, { image, build }]) => (build ? [] : [image ?? '']))
  const foreign = [...based.filter(image => image !== 'base'), ...named]
  expect(foreign).toHaveLength(4)
  for (const image of foreign) expect(image).toMatch(DIGEST)
})

test('the sandbox is given none of the shop’s secrets', () => {
  const { sandbox } = services
  expect(sandbox?.env_file).toBeUndefined()
  expect(Object.keys(sandbox?.environment ?? {}).sort()).toEqual(
    ['BIND_ADDRESS', 'DATA_DIR', 'SANDBOX_HOSTS', 'SANDBOX_PUBLIC_URL', 'SHOP_URL'].sort(),
  )
  expect(JSON.stringify(sandbox?.environment)).not.toMatch(/SECRET|PASSWORD|_KEY/)
})

test('only the shop’s own processes read the file of secrets', () => {
  const readers = all.flatMap(([name, { env_file }]) => (env_file ? [name] : []))
  expect(readers.sort()).toEqual(['migrate', 'web', 'worker'])
})

test('what is published is open to this machine alone unless somebody says otherwise', () => {
  const published = all.flatMap(([name, { ports = [] }]) => ports.map(port => [name, port]))
  expect(published).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: compose's own variables
    ['balancer', '${BIND_ADDRESS:-127.0.0.1}:3000:3000'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: compose's own variables
    ['sandbox', '${BIND_ADDRESS:-127.0.0.1}:3001:3001'],
  ])
  for (const name of ['web', 'sandbox']) expect(services[name]?.environment?.BIND_ADDRESS).toBe('0.0.0.0')
})

test('how many proxies are believed is a setting, the same for the balancer and the webs', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: compose's own variable
  const setting = '${TRUSTED_PROXY_HOPS:-1}'
  expect(services.web?.environment?.TRUSTED_PROXY_HOPS).toBe(setting)
  expect(services.balancer?.environment?.TRUSTED_PROXY_HOPS).toBe(setting)
})

test('the balancer drops the headers in which a caller describes itself', () => {
  const rules = configs.haproxy.content
  expect(rules).toContain('option forwardfor')
  expect(rules).toContain('acl behind_proxy env(TRUSTED_PROXY_HOPS) -m int gt 1')
  for (const name of ['x-forwarded-for', 'x-forwarded-proto'])
    expect(rules).toContain(`http-request del-header ${name} unless behind_proxy\n`)
  for (const name of ['x-forwarded-host', 'x-forwarded-port', 'x-real-ip', 'forwarded'])
    expect(rules).toContain(`http-request del-header ${name}\n`)
})

test('no secret stands in the file', () => {
  for (const [, value = ''] of text.matchAll(/(?:PASSWORD|SECRET|_KEY): (.+)/g))
    expect(value).toMatch(/^\$\{/)
  expect(execFileSync('git', ['ls-files', '.env'], { encoding: 'utf8' })).toBe('')
})
