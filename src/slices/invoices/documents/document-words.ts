import type { DocumentKind } from './content.ts'

export const kindWords: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
  reversal: 'Credit note cancelled',
}
