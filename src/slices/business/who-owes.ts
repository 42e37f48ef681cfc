import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { VatCheck } from './check-vat-id.ts'
import type { VatAnswer } from './kept-answer.ts'
import { countryOfVatId, isInEu, vatCountryOf } from './vat-id.ts'

export type VatCase = {
  vatId: string
  /** The seller's own VAT number. Null: it has none. */
  sellerVatNumber: string | null
  /** Where the goods go (ISO 3166). */
  country: string
  /** The answer that counts. Null: there is none. */
  answer: Pick<VatAnswer, 'answer' | 'name'> | null
  /** How asking went, where the register was asked. */
  check?: VatCheck | undefined
}

export const vatStates = ['valid', 'unknown', 'not_checked'] as const
export type VatState = (typeof vatStates)[number]

/** What comes of a buyer's VAT id, and why, in a sentence for the buyer. */
export type VatStanding = { state: VatState; name: string | null; reverseCharge: boolean; sentence: string }

/**
 * The buyer owes the VAT when the goods go to a country of the EU that is not the seller's, and the buyer's id, which a register knows, is of
 * that country. VAT follows where the goods go: with an id of another country the buyer has no return there in which to declare it. In doubt
 * the shop charges it.
 */
export function whoOwesVat({ vatId, sellerVatNumber, country, answer, check }: VatCase): VatStanding {
  const ofId = countryOfVatId(vatId) ?? ''
  if (!answer)
    return {
      state: 'not_checked',
      name: null,
      reverseCharge: false,
      sentence: notChecked(nameOf(ofId), check),
    }
  const { name } = answer
  if (answer.answer === 'unknown') {
    const sentence = `The register of ${nameOf(ofId)} does not know ${vatId}, so VAT is charged. Check the number, or order without it.`
    return { state: 'unknown', name: null, reverseCharge: false, sentence }
  }
  const charged = (why: string): VatStanding => {
    const sentence = `${isValid(vatId, name)} ${why}`
    return { state: 'valid', name, reverseCharge: false, sentence }
  }
  const home = sellerVatNumber && countryOfVatId(sellerVatNumber)
  if (!home) return charged('VAT is charged as usual.')
  const to = vatCountryOf(country)
  if (to === home) return charged(`VAT is charged as usual on goods that stay in ${nameOf(to)}.`)
  if (!isInEu(country)) return charged(`It changes nothing on goods that go to ${nameOf(country)}.`)
  if (ofId !== to)
    return charged(
      `VAT is charged, because the goods go to ${nameOf(country)} and the number is of ${nameOf(ofId)}.`,
    )
  const sentence = `${isValid(vatId, name)} No VAT is charged: your business accounts for it (reverse charge).`
  return { state: 'valid', name, reverseCharge: true, sentence }
}

const nameOf = (country: string) => countryByCode(country)?.name ?? country

const isValid = (vatId: string, name: string | null) =>
  name ? `${vatId} is valid, of ${name}.` : `${vatId} is valid.`

function notChecked(country: string, check: VatCheck | undefined): string {
  switch (check) {
    case 'away':
      return `The register of ${country} does not answer just now, so VAT is charged. Try again in a moment, or order with VAT.`
    case 'too_often':
      return 'You asked about many VAT numbers, so VAT is charged. Try again in an hour, or order with VAT.'
    case 'kept':
    case undefined:
      return 'The VAT number was not checked within the last day, so VAT is charged. Ask for a quote with it first.'
  }
}
