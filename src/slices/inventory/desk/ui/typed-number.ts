import { z } from 'zod'

/** A number as a text field holds it. The schema that follows refuses a text that is none. */
export const typedNumber = z.string().transform(typed => (typed.trim() === '' ? undefined : Number(typed)))
