import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Problem, problemKinds, problemType, unreadable } from './problem.ts'

/** Twice the longest that a page of ours makes; Node itself refuses a head of more than 16 kB. */
const MAX_ADDRESS_LENGTH = 8_192
const OF_PROGRAMS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** None of our pages takes a form that is sent without a script. */
const OF_PAGES = ['GET', 'HEAD', 'POST']

/**
 * Answers requests that no door of ours can read, before any of them tries: an address that is no path or no
 * text, a host that is none, and methods that no door knows. True: the request was one of them.
 */
export function answerUnreadable(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '', headers } = request
  const problem = problemWith(method, url, headers.host)
  if (!problem) return false
  const { title, body } = spoken(problem, url)
  // What was sent along is not read any more.
  response.writeHead(problem.status, { ...title, ...problem.headers, connection: 'close' })
  response.end(method === 'HEAD' ? undefined : body)
  return true
}

/** A CONNECT wants a line to elsewhere. Node hands it over before there is an answer to write to. */
export function refuseTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.end(
    'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  )
}

function problemWith(method: string, url: string, host: string | undefined): Problem | null {
  const methods = url.startsWith('/api/') ? OF_PROGRAMS : OF_PAGES
  if (!methods.includes(method)) {
    const allow = methods.join(', ')
    return new Problem('method_not_allowed', `Use ${allow}.`, { headers: { allow } })
  }
  if (url.length > MAX_ADDRESS_LENGTH) return unreadable(414, 'The address is too long.')
  if (!isPath(url) || !isHost(host)) return unreadable(400, 'The address cannot be read.')
  return null
}

/** A path of this site that decodes to text: each door decodes it, and some decode twice. */
function isPath(url: string): boolean {
  // A browser does not send the part behind a `#`.
  if (!url.startsWith('/') || url.includes('#')) return false
  let path = url.split('?', 1)[0] ?? ''
  for (let round = 0; round < 2 && path.includes('%'); round++) {
    try {
      path = decodeURIComponent(path)
    } catch {
      return false
    }
  }
  return !CONTROL.test(path)
}

const isHost = (host = 'localhost') => /^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`)

// biome-ignore lint/suspicious/noControlCharactersInRegex: the code looks for them.
const CONTROL = /[\0-\x1f\x7f]/

/** To programs as every other problem, to a browser as a sentence. */
function spoken(problem: Problem, url: string) {
  const { status, code, message: detail } = problem
  const isProgram = url.startsWith('/api/')
  return {
    title: {
      'content-type': isProgram ? 'application/problem+json' : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body: isProgram
      ? JSON.stringify({ type: problemType(code), title: problemKinds[code].title, status, code, detail })
      : detail,
  }
}
