import type { PaidPart } from './quote.ts'

const list = new Intl.ListFormat('en-GB')

/** `gift card ending in STVW and Visa ending in 4242`. `card`: the bank's card in words. */
export const paidWords = (parts: readonly Omit<PaidPart, 'amount'>[], card: string): string =>
  list.format(parts.map(part => meansWords(part, card)))

function meansWords({ kind, codeEnd }: Omit<PaidPart, 'amount'>, card: string): string {
  switch (kind) {
    case 'gift_card':
      return codeEnd ? `gift card ending in ${codeEnd}` : 'gift card'
    case 'store_credit':
      return 'store credit'
    case 'card':
      return card
  }
}

/** The label of a row that says what a means pays. */
export const paidLabel = ({ kind, codeEnd }: Pick<PaidPart, 'kind' | 'codeEnd'>): string =>
  kind === 'card' ? 'By card' : kind === 'store_credit' ? 'Store credit' : `Gift card ····${codeEnd ?? ''}`
