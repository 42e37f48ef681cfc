import type { z } from 'zod'

export type Problem = {
  /** The field's path: `email`, `shippingAddress.postalCode`. */
  name: string
  message: string
}

/** Every field with something wrong, one message each, in the order of `names`: that of the page. */
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

/** What to say when a field is left: nothing about an empty one, since a missing answer is only asked for on submit. */
export function messageOnLeaving(schema: z.ZodType, values: unknown, name: string): string | undefined {
  if (isEmpty(valueAt(values, name))) return undefined
  return messageFor(schema, values, name)
}

/** What is wrong with one field, if anything: an error disappears with the keystroke that makes this undefined. */
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
