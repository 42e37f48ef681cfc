'use client'

import { useState } from 'react'
import { z } from 'zod'

/** What is wrong with the fields of a dialog, each at its own place until it is typed into. `ids` are the elements of the fields. */
export function useWrongFields<Name extends string>(ids: Record<Name, string>) {
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({})
  return {
    wrong,
    right: (name: Name) => setWrong(before => ({ ...before, [name]: undefined })),
    /** Shows what is wrong with what was read, and answers the element of the first wrong field. */
    show({ error }: { error?: z.ZodError | undefined }): string | null {
      const says: Partial<Record<string, string[]>> = error ? z.flattenError(error).fieldErrors : {}
      const names = Object.keys(says) as Name[]
      setWrong(Object.fromEntries(names.map(name => [name, says[name]?.[0]])) as typeof wrong)
      const [first] = names
      return first ? ids[first] : null
    },
  }
}
