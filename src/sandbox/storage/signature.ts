import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { S3Refusal } from './s3-answer.ts'

/** Known to the whole world, like every key of the sandbox. */
export const SANDBOX_S3_KEY = { id: 'sandbox', secret: 'sandbox-storage-secret' }

const MOST_SKEW_MS = 15 * 60_000
const MOST_LIFE_SECONDS = 7 * 24 * 3600
const UNSIGNED = 'UNSIGNED-PAYLOAD'

export type SignedRequest = {
  method: string
  /** As it was sent, with its query. */
  target: string
  header: (name: string) => string | undefined
  body: Uint8Array
  nowMs: number
}

type Signed = {
  credential: string
  signedHeaders: string
  signature: string
  date: string
  lifeSeconds?: number
  payloadHash: string
}

/**
 * What is wrong with the signature of a request, by header or in its address; null when it is right. Signature Version 4:
 * docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html.
 */
export function wrongSignature(request: SignedRequest): S3Refusal | null {
  const query = new URL(request.target, 'http://sandbox').searchParams
  const signed = signedByHeader(request) ?? signedInAddress(query)
  if (!signed) return 'AccessDenied'
  const [keyId, ...scope] = signed.credential.split('/')
  if (keyId !== SANDBOX_S3_KEY.id) return 'InvalidAccessKeyId'
  const signedAtMs = millisecondsOf(signed.date)
  if (Number.isNaN(signedAtMs) || scope.length !== 4) return 'AccessDenied'
  const { lifeSeconds } = signed
  if (lifeSeconds === undefined) {
    if (Math.abs(request.nowMs - signedAtMs) > MOST_SKEW_MS) return 'RequestTimeTooSkewed'
  } else if (
    !(lifeSeconds > 0 && lifeSeconds <= MOST_LIFE_SECONDS && request.nowMs < signedAtMs + lifeSeconds * 1000)
  )
    return 'AccessDenied'
  if (!isSame(signed.signature, signatureOf(request, query, signed, scope))) return 'SignatureDoesNotMatch'
  return signed.payloadHash === UNSIGNED || signed.payloadHash === sha256(request.body) ? null : 'BadDigest'
}

function signedByHeader({ header }: SignedRequest): Signed | null {
  const parts = /^AWS4-HMAC-SHA256 Credential=(\S+), ?SignedHeaders=(\S+), ?Signature=([0-9a-f]{64})$/.exec(
    header('authorization') ?? '',
  )
  const date = header('x-amz-date')
  const payloadHash = header('x-amz-content-sha256')
  if (!parts || !date || !payloadHash) return null
  const [, credential = '', signedHeaders = '', signature = ''] = parts
  return { credential, signedHeaders, signature, date, payloadHash }
}

function signedInAddress(query: URLSearchParams): Signed | null {
  const read = (name: string) => query.get(`X-Amz-${name}`) ?? ''
  if (read('Algorithm') !== 'AWS4-HMAC-SHA256') return null
  return {
    credential: read('Credential'),
    signedHeaders: read('SignedHeaders'),
    signature: read('Signature'),
    date: read('Date'),
    lifeSeconds: Number(read('Expires')),
    payloadHash: UNSIGNED,
  }
}

function signatureOf(
  request: SignedRequest,
  query: URLSearchParams,
  signed: Signed,
  scope: string[],
): string {
  const headers = signed.signedHeaders.split(';')
  const canonical = [
    request.method,
    request.target.split('?')[0],
    [...query]
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
      .sort()
      .join('&'),
    ...headers.map(name => `${name}:${(request.header(name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signed.signedHeaders,
    signed.payloadHash,
  ].join('\n')
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${SANDBOX_S3_KEY.secret}`)
  return hmac(key, ['AWS4-HMAC-SHA256', signed.date, scope.join('/'), sha256(canonical)].join('\n')).toString(
    'hex',
  )
}

const sha256 = (of: string | Uint8Array) => createHash('sha256').update(of).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
}

/** RFC 3986 keeps fewer letters as they are than JavaScript does. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** `20261128T104500Z` */
const millisecondsOf = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
