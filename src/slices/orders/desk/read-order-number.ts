import { codeText } from '#platform/fields/text.ts'

/**
 * The alphabet as people type it: any case, with or without spaces and dashes, without the O at the start, I and L for 1, O
 * for 0.
 */
const LETTERS = '[0-9A-HJKMNP-TV-Z]'
const BARE = new RegExp(`^O?(${LETTERS}{4})(${LETTERS}{4})$`)

/** `o 2k7f9qxm` → `O-2K7F-9QXM`. Null when it cannot be an order number. */
export function readOrderNumber(typed: string): string | null {
  const bare = codeText(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const first = bare.length === 9 && /^[O0]/.test(bare) ? bare.slice(1) : bare
  const [, start, end] = BARE.exec(first.replaceAll('O', '0').replace(/[IL]/g, '1')) ?? []
  return start && end ? `O-${start}-${end}` : null
}
