import type { LetterStep, LetterWay } from '#slices/letters/letters.ts'
import type { LettersOfPerson } from '#slices/letters/queries.ts'

export const stateWords: Record<LettersOfPerson['state'], string> = {
  never: 'Never asked',
  asked: 'Not confirmed yet',
  proved: 'Gets letters',
  withdrawn: 'Stopped',
  lapsed: 'Never confirmed',
}

export const stateTones = {
  never: 'neutral',
  asked: 'warning',
  proved: 'success',
  withdrawn: 'neutral',
  lapsed: 'neutral',
} as const

export const stepWords: Record<LetterStep, string> = {
  asked: 'Said yes',
  proved: 'Confirmed it',
  withdrawn: 'Taken back',
  lapsed: 'The link was not opened in time',
}

export const wayWords: Record<LetterWay, string> = {
  account: 'in the account',
  checkout: 'at the checkout',
  rest: 'through another page or program',
  link: 'by the link in a mail',
  one_click: 'by the button of a mail program',
  account_deleted: 'by deleting the account',
  desk: 'at the desk, on request',
  time: 'after two days',
}
