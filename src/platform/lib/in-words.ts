/** An error whose message is already a sentence for staff. */
export class Told extends Error {}

/** Longer than any sentence of ours. */
const WORDS_MAX = 300
/** Errors wrap each other; nobody wraps deeper. */
const DEPTH_MAX = 6

/** `Resend is out of order (503).` `code`: the answer's own name for its failure, of any shape. */
export function answerInWords(who: string, status: number, code?: unknown): string {
  const name = typeof code === 'string' && /^[A-Za-z][\w.-]{1,40}$/.test(code) ? ` ${code}` : ''
  return `${who} ${statusWords(status)} (${Number.isInteger(status) ? status : 'no status'}${name}).`
}

function statusWords(status: number): string {
  if (status === 401 || status === 403) return 'does not accept our key'
  if (status === 404) return 'does not know what it was asked for'
  if (status === 408 || status === 504) return 'took too long'
  if (status === 429) return 'is asked too often'
  if (status === 507) return 'is full'
  if (status >= 500) return 'is out of order'
  if (status >= 400) return 'refused it'
  return 'answered in a way that cannot be read'
}

/** The failure of an outside service in a sentence, for an error of any kind: `The storage is full.` */
export function errorInWords(error: unknown, who: string): string {
  for (const one of chainOf(error)) {
    if (one instanceof Told) return one.message
    const words = wordsOf(one)
    if (words) return `${who} ${words}.`
    const status = statusOf(one)
    if (status !== null) return answerInWords(who, status, one.name)
  }
  return `${who} failed in a way that has no words yet; the log says more.`
}

/** A job's failure: our own sentences as they are, everything else put into words. */
export function jobFailureInWords(error: unknown): string {
  for (const one of chainOf(error)) {
    if (one instanceof Told) return one.message
    if (isDatabaseError(one)) return `The database ${databaseWords(String(one.code))}.`
  }
  const message = error instanceof Error ? error.message : String(error)
  const first = withoutIds(message.split('\n')[0] ?? '').slice(0, WORDS_MAX)
  const isOurs =
    /^[A-Z].*[.)\w]$/.test(first) && !/undefined|\[object|^Failed query|^E[A-Z]{3,}\b/.test(first)
  return isOurs ? first : errorInWords(error, 'The shop')
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** Beside a failure stands the number of its order, which people know; its id tells them nothing. */
function withoutIds(text: string): string {
  return text
    .replace(new RegExp(`\\border ${UUID}`, 'gi'), 'the order')
    .replace(new RegExp(`\\s*${UUID}`, 'gi'), '')
    .replace(/^the /, 'The ')
    .trim()
}

type Coded = Error & { code?: unknown; errors?: unknown }

/** The error, what caused it, and what it is made of, the outermost first. */
function chainOf(error: unknown, depth = 0): Coded[] {
  if (!(error instanceof Error) || depth === DEPTH_MAX) return []
  const { cause, errors } = error as Coded
  const inner = [cause, ...(Array.isArray(errors) ? errors.slice(0, 3) : [])]
  return [error, ...inner.flatMap(each => chainOf(each, depth + 1))]
}

const byCode: Record<string, string> = {
  ECONNREFUSED: 'cannot be reached: nobody takes the connection',
  EHOSTUNREACH: 'cannot be reached: there is no way there',
  ENETUNREACH: 'cannot be reached: there is no way there',
  ENOTFOUND: 'cannot be reached: its name is not known',
  EAI_AGAIN: 'cannot be reached: its name could not be looked up',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'did not answer in time',
  ENOSPC: 'is full',
  EDQUOT: 'is full',
  EACCES: 'may not be written to',
  EPERM: 'may not be written to',
  EROFS: 'may not be written to',
  ENOTDIR: 'is broken: a file stands where a folder should be',
  EISDIR: 'is broken: a folder stands where a file should be',
  EEXIST: 'is broken: a file stands where a folder should be',
  ENOENT: 'is broken: its folder is gone',
  EIO: 'is broken: its disk cannot be read or written',
  EMFILE: 'has too many files open',
  ENFILE: 'has too many files open',
  CERT_HAS_EXPIRED: 'shows a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'shows a certificate that nobody vouches for',
  ERR_INVALID_URL: 'has an address that is none',
}

function wordsOf(error: Coded): string | null {
  const { name, code } = error
  if (name === 'TimeoutError' || name === 'AbortError') return 'did not answer in time'
  if (name === 'SyntaxError' || name === 'ZodError' || name === '$ZodError')
    return 'answered in a way that cannot be read'
  if (isDatabaseError(error)) return databaseWords(String(code))
  return typeof code === 'string' && Object.hasOwn(byCode, code) ? (byCode[code] ?? null) : null
}

/** As the SDK of S3 keeps it. */
function statusOf(error: Error): number | null {
  const metadata = '$metadata' in error ? error.$metadata : null
  const status =
    metadata && typeof metadata === 'object' && 'httpStatusCode' in metadata ? metadata.httpStatusCode : null
  return typeof status === 'number' ? status : null
}

/** postgres.js names what happens to its connections; Postgres has codes of five letters (appendix A of its manual). */
function isDatabaseError({ name, code }: Coded): boolean {
  if (typeof code !== 'string') return false
  return /^CONNECT(ION)?_/.test(code) || (name === 'PostgresError' && /^[0-9A-Z]{5}$/.test(code))
}

function databaseWords(code: string): string {
  if (/^CONNECT|^08|^57P0/.test(code)) return 'could not be reached, or was being restarted'
  if (code === '57014') return 'took too long'
  if (code === '55P03') return 'waited too long for a row that somebody else changes'
  if (code.startsWith('40')) return 'had two changes in each other’s way'
  if (code.startsWith('53')) return 'is out of room or connections'
  if (code.startsWith('23')) return `refused a row that breaks a rule (${code})`
  return `refused what it was asked (${code})`
}
