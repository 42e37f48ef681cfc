import type { z } from 'zod'

export type Problem = {
  /** The field's path: `email`, `shippingAddress.postalCode`. */
  name: string
  message: string
}

/** One message for each wrong field, in the order of `names`, which is the order of the page. */
export function problemsOf(schema: z.ZodType, values: unknown, names: readonly string[]): Problem[] {
  const parsed = schema.safeParse(values)
  if (parsed.success) return []
  const messages = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const name = issue.path.join('.')
    if (!messages.has(name)) messages.set(name, issue.message)
  }
  return inPageOrder(
    [...messages].map(([name, message]) => ({ name, message })),
    names,
  )
}

export function inPageOrder(problems: Problem[], names: readonly string[]): Problem[] {
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return problems.toSorted((a, b) => place(a.name) - place(b.name))
}

/** The message when the shopper leaves a field. An empty field gets none, because the form asks for missing answers only on submit. */
export function messageOnLeaving(schema: z.ZodType, values: unknown, name: string): string | undefined {
  if (isEmpty(valueAt(values, name))) return undefined
  return messageFor(schema, values, name)
}

/** The message for one field, if it is wrong. An error disappears with the keystroke that makes this undefined. */
export function messageFor(schema: z.ZodType, values: unknown, name: string): string | undefined {
  return problemsOf(schema, values, [name]).find(problem => problem.name === name)?.message
}

function valueAt(values: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((inside, key) => (isRecord(inside) ? inside[key] : undefined), values)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
