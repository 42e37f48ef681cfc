export const unheardTitle = (words: string) => `We did not hear whether ${words}`

export function unheardWay(isCutShort: boolean): string {
  return isCutShort
    ? 'The shop began it and was cut short. Look at it before you do anything more.'
    : 'The shop is asked what became of it. It is not sent a second time meanwhile.'
}
