import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { delimiter, join } from 'node:path'
import type { PartOptions } from '#run/start/part.ts'
import { saidByProxies } from './own-balancer.ts'
import { LOOK_EVERY_MS } from './web-hosts.ts'

/** `own` came with the shop; the other two when they are installed. */
export const balancerKinds = ['haproxy', 'caddy', 'own'] as const
export type BalancerKind = (typeof balancerKinds)[number]

type Balanced = {
  port: number
  bindAddress: string
  /** One port more than there are webs: the next web starts there. */
  webPorts: readonly number[]
  folder: string
  /** A proxy of ours stands before this one, so its words about the caller are passed on. */
  behindProxy: boolean
}

/** How a balancer is started: the program, its arguments, and its user. */
type Start = { args: string[] } & Pick<PartOptions, 'program' | 'user' | 'input' | 'stopSignal'> & {
    env?: Record<string, string>
  }

export function balancerStart(kind: BalancerKind, balanced: Balanced): Start {
  switch (kind) {
    case 'haproxy':
      return haproxy(balanced)
    case 'caddy':
      return caddy(balanced)
    case 'own':
      return {
        args: ['--import', 'tsx', 'src/run/cluster/own-balancer-process.ts'],
        env: {
          PORT: String(balanced.port),
          BIND_ADDRESS: balanced.bindAddress,
          BEHIND_PROXY: balanced.behindProxy ? 'yes' : 'no',
          WEBS: balanced.webPorts.map(port => `http://127.0.0.1:${port}`).join(' '),
        },
      }
  }
}

/** The better one first. */
export function installedBalancers(): BalancerKind[] {
  return balancerKinds.filter(kind => kind === 'own' || programOf(kind))
}

/** Where Debian and others keep programs that are not for everybody. */
const FOLDERS_BESIDE_PATH = ['/usr/sbin', '/usr/local/sbin']

function programOf(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FOLDERS_BESIDE_PATH]
  return folders.map(folder => join(folder, name)).find(existsSync)
}

function requireProgram(name: string): string {
  const program = programOf(name)
  if (!program) throw new Error(`${name} is not installed. Install it, or leave --balancer out.`)
  return program
}

const NOBODY = 65_534
/** A balancer reads strangers' requests, so it runs as a user who owns nothing. */
const nobody = () => (process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {})

const hasIpv6 = () =>
  Object.values(networkInterfaces())
    .flat()
    .some(address => address?.family === 'IPv6')

function written({ folder }: Balanced, name: string, text: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function haproxy(balanced: Balanced): Start {
  const file = written(balanced, 'haproxy.cfg', haproxyConfiguration(balanced))
  return {
    program: requireProgram('haproxy'),
    args: ['-db', '-f', file],
    // Its soft stop; on SIGTERM it would cut off requests that are being served.
    stopSignal: 'SIGUSR1',
  }
}

/** `*` and `::` are every address of a kind; a name would do for a program, but not for all of these. */
function bindsOf({ bindAddress, port }: Balanced): string[] {
  if (bindAddress === '0.0.0.0') return [`*:${port}`, ...(hasIpv6() ? [`[::]:${port} v6only`] : [])]
  if (bindAddress === 'localhost') return [`127.0.0.1:${port}`]
  return [bindAddress.includes(':') ? `[${bindAddress}]:${port}` : `${bindAddress}:${port}`]
}

function haproxyConfiguration(balanced: Balanced): string {
  const { webPorts, behindProxy } = balanced
  return `global
  maxconn 8192
  hard-stop-after 30s
  spread-checks 0
${process.getuid?.() === 0 ? `  uid ${NOBODY}\n  gid ${NOBODY}\n` : ''}
defaults
  mode http
  option forwardfor
  timeout connect 2s
  timeout client 75s
  timeout http-request 15s
  timeout http-keep-alive 65s
  timeout server 60s
  timeout queue 10s
  timeout check 3s

frontend shop
${bindsOf(balanced)
  .map(bind => `  bind ${bind}`)
  .join('\n')}
${behindProxy ? '' : `  # Nobody stands before this one who could know.\n${saidByProxies.map(name => `  http-request del-header ${name}`).join('\n')}\n  http-request set-header x-forwarded-proto http\n`}  default_backend webs

backend webs
  balance leastconn
  http-reuse aggressive
  option httpchk GET /api/health/ready
  http-check expect status 200
  # What never arrived goes to another web; what may have been acted upon, only where a repetition changes nothing.
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
  http-request disable-l7-retry if !METH_GET !{ req.hdr(idempotency-key) -m found }
  default-server check inter ${LOOK_EVERY_MS}ms fall 2 rise 1 pool-purge-delay 30s
${webPorts.map(web => `  server web-${web} 127.0.0.1:${web}`).join('\n')}
`
}

function caddy(balanced: Balanced): Start {
  const text = caddyConfiguration(balanced)
  written(balanced, 'Caddyfile', text)
  return {
    program: requireProgram('caddy'),
    // As the user nobody it may not be able to read our folder.
    args: ['run', '--config', '-', '--adapter', 'caddyfile'],
    input: text,
    user: nobody(),
    env: { HOME: '/nonexistent', XDG_DATA_HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' },
  }
}

function caddyConfiguration({ port, bindAddress, webPorts, behindProxy }: Balanced): string {
  const every = bindAddress === '0.0.0.0'
  return `{
  admin off
  auto_https off
  grace_period 25s
  log {
    level WARN
  }
}

:${port} {
${every ? '' : `  bind ${bindAddress}\n`}  reverse_proxy ${webPorts.map(web => `127.0.0.1:${web}`).join(' ')} {
    lb_policy least_conn
    # What never arrived goes to another web; what may have been acted upon, only where a repetition changes nothing.
    lb_try_duration 5s
    lb_try_interval 100ms
    lb_retry_match method GET HEAD
    lb_retry_match header Idempotency-Key *
    fail_duration 1s
    health_uri /api/health/ready
    health_interval ${LOOK_EVERY_MS}ms
    health_timeout 3s
${behindProxy ? '    trusted_proxies 0.0.0.0/0 ::/0\n' : ''}${behindProxy ? '' : '    header_up -forwarded\n    header_up -x-forwarded-port\n    header_up -x-real-ip\n'}    transport http {
      compression off
      dial_timeout 2s
      response_header_timeout 60s
      keepalive 30s
      keepalive_idle_conns_per_host 512
    }
  }
}
`
}
