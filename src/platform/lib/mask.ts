import { maskCardNumbers } from '../fields/card-numbers.ts'

const CUT = '[cut]'

/** Fields whose value is personal or secret, whatever the value is. */
const PRIVATE = new Set([
  'email',
  'to',
  'phone',
  'shippingaddress',
  'billingaddress',
  'address',
  'line1',
  'line2',
  'city',
  'region',
  'postalcode',
  'customername',
  'username',
  'token',
  'trackingtoken',
  'password',
  'secret',
  'clientsecret',
  'cookie',
  'authorization',
  'headers',
  'ip',
  'ipaddress',
  'useragent',
  // What a failed query carries beside its message.
  'parameters',
  'params',
  'args',
  'detail',
])

/** A structured log line goes three or four levels deep; below that nobody reads. */
const DEPTH_MAX = 6

/** The same facts without people's details, secrets and card numbers. Of errors, name, message and stack are kept. */
export function maskFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'number') return maskNumber(value)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (depth === DEPTH_MAX) return CUT
  if (value instanceof Error)
    return maskFields({ type: value.name, message: value.message, stack: value.stack }, depth)
  if (Array.isArray(value)) return value.map(item => maskFields(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      maskText(key),
      PRIVATE.has(key.toLowerCase()) ? CUT : maskFields(inside, depth + 1),
    ]),
  )
}

function maskNumber(value: number): number | string {
  const text = String(value)
  const masked = maskCardNumbers(text)
  return masked === text ? value : masked
}

/** For texts without a field name: the message of a failed query holds its values. */
const inTexts: [what: RegExp, instead: string][] = [
  // Up to where the stack begins.
  [/params: [\s\S]*?(?=\n {4}at |$)/g, `params: ${CUT}`],
  [/Failing row contains [\s\S]*?(?=\n {4}at |$)/g, `Failing row contains ${CUT}`],
  [/(Key \([^)]*\)=)\([^)]*\)/g, `$1(${CUT})`],
  [/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${CUT}@`],
  [/[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)+/gi, '[email]'],
  [/\b(sk|rk)_(live|test)_\w+/g, `$1_$2_${CUT}`],
  [/\bwhsec_[\w+/=]+/g, `whsec_${CUT}`],
  [/\b(pi_\w+?_secret)_\w+/g, `$1_${CUT}`],
  [/\b(Bearer|Basic) [\w.~+/=-]+/gi, `$1 ${CUT}`],
  [/((?:orderly\.session_token|client_secret|token)=)[^\s;&]+/gi, `$1${CUT}`],
  [/(staff:[\da-f-]{36}):.*/g, '$1'],
]

/** A stack is half as long; a longer text is somebody's input. */
const TEXT_MAX = 8_000

function maskText(text: string): string {
  const whole = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text
  return maskCardNumbers(inTexts.reduce((masked, [what, instead]) => masked.replace(what, instead), whole))
}

/** Checks a whole line just before it is written, so a fact cannot pass by any way. */
export function maskLine(line: string): string {
  return `${JSON.stringify(maskFields(JSON.parse(line)))}\n`
}
