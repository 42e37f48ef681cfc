import anyAscii from 'any-ascii'

const DRAWN = /[\t -~ -ÿŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/

/** The built-in font knows Windows-1252. Other letters are written in Latin ones, as a carrier would. */
export const printable = (text: string) =>
  Array.from(text.normalize('NFC'), letter => (DRAWN.test(letter) ? letter : anyAscii(letter) || '?')).join(
    '',
  )
