import { z } from 'zod'
import type { FormValues } from './form.ts'
import { type Reply, refuseRequest } from './refusal.ts'

/** Parameters as Stripe takes them: text from a form, so numbers and booleans are read from text. */
export const wholeNumber = z
  .string()
  .regex(/^-?\d{1,15}$/, 'integer')
  .transform(Number)
export const yesNo = z.enum(['true', 'false'], 'boolean').transform(text => text === 'true')
export const shortText = z.string().min(1, 'empty').max(5000, 'long')
export const webAddress = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:\/\/\S+$/i, 'url')
  .max(5000, 'long')
/** Stripe's limits: 50 keys of 40 characters, values of 500. An empty value unsets a key. */
export const metadata = z
  .record(z.string().max(40), z.string().max(500, 'long'))
  .refine(pairs => Object.keys(pairs).length <= 50, 'metadata')
  .transform(pairs => Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== '')))
export const expand = z.array(z.string().max(100)).max(20).default([])
export const address = z.strictObject({
  city: z.string().max(5000).optional(),
  country: z.string().max(5000).optional(),
  line1: z.string().max(5000).optional(),
  line2: z.string().max(5000).optional(),
  postal_code: z.string().max(5000).optional(),
  state: z.string().max(5000).optional(),
})
export const billingDetails = z.strictObject({
  address: address.optional(),
  email: z.string().max(500).optional(),
  name: z.string().max(5000).optional(),
  phone: z.string().max(100).optional(),
})
const listBounds = {
  limit: wholeNumber.refine(limit => limit >= 1 && limit <= 100, 'limit').default(10),
  starting_after: shortText.optional(),
  ending_before: shortText.optional(),
  created: z
    .union([
      wholeNumber,
      z.strictObject({
        gt: wholeNumber.optional(),
        gte: wholeNumber.optional(),
        lt: wholeNumber.optional(),
        lte: wholeNumber.optional(),
      }),
    ])
    .optional(),
  expand,
}
export const expandOnly = z.strictObject({ expand })
export const listParameters = z.strictObject(listBounds)
export const savedCardListParameters = z.strictObject({ ...listBounds, type: z.literal('card').optional() })
export const createCustomerParameters = z.strictObject({
  email: z.string().max(512, 'long').optional(),
  name: z.string().max(256, 'long').optional(),
  description: z.string().max(350, 'long').optional(),
  metadata: metadata.default({}),
  expand,
})
/** An empty default unsets it. */
export const updateCustomerParameters = z.strictObject({
  invoice_settings: z.strictObject({ default_payment_method: z.string().max(5000, 'long') }),
  expand,
})
export const refundListParameters = z.strictObject({
  ...listBounds,
  payment_intent: shortText.optional(),
  charge: shortText.optional(),
})
export const eventListParameters = z.strictObject({
  ...listBounds,
  type: shortText.optional(),
  types: z.array(shortText).max(20).optional(),
})

/** Parses, or says in Stripe's words what is wrong with the first bad parameter. */
export function readParameters<Output>(
  schema: z.ZodType<Output>,
  values: FormValues,
): { params: Output } | { refused: Reply } {
  const parsed = schema.safeParse(values)
  if (parsed.success) return { params: parsed.data }
  const issue = parsed.error.issues[0]
  return { refused: issue ? refuseIssue(issue, values) : refuseRequest('Invalid request.') }
}

function refuseIssue(issue: z.core.$ZodIssue, values: FormValues): Reply {
  const param = bracketed(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const unknown = bracketed([...issue.path, issue.keys[0] ?? ''])
    const message = `Received unknown parameter: ${unknown}`
    return refuseRequest(message, { code: 'parameter_unknown', param: unknown })
  }
  const sent = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    values,
  )
  if (sent === undefined && param) {
    return refuseRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const shown = typeof sent === 'string' ? sent.slice(0, 100) : 'an object'
  switch (issue.message) {
    case 'integer':
      return refuseRequest(`Invalid integer: ${shown}`, { code: 'parameter_invalid_integer', param })
    case 'empty':
      return refuseRequest(`You passed an empty string for '${param}'.`, {
        code: 'parameter_invalid_empty',
        param,
      })
    case 'boolean':
      return refuseRequest(`Invalid boolean: ${shown}`, { param })
    case 'url':
      return refuseRequest('Not a valid URL', { code: 'url_invalid', param })
    case 'long':
      return refuseRequest(`Invalid string: '${param}' is too long.`, { param })
    case 'limit':
      return refuseRequest('This value must be between 1 and 100 (inclusive).', { param })
    case 'metadata':
      return refuseRequest('Metadata can have at most 50 keys.', { param })
    default:
      return refuseRequest(`Invalid ${param || 'request'}: ${issue.message}`, { param })
  }
}

const bracketed = (path: PropertyKey[]) =>
  path.map((part, depth) => (depth === 0 ? String(part) : `[${String(part)}]`)).join('')
