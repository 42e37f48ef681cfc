export const unheardTitle = (words: string) => `We did not hear whether ${words}`

export function unheardWay(isCutShort: boolean): string {
  return isCutShort
    ? 'The shop began this and was cut short. Check how it stands before you do anything more.'
    : 'The desk is asking the shop. You cannot send it a second time meanwhile.'
}
