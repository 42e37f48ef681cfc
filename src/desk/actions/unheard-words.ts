import { isRefusal } from './is-refusal.ts'

export const unheardTitle = (words: string) => `We did not hear whether ${words}`

export function unheardWay(isCutShort: boolean): string {
  return isCutShort
    ? 'The shop began this and was cut short. Check how it stands before you do anything more.'
    : 'The desk is asking the shop. You cannot send it a second time meanwhile.'
}

/**
 * Why a press that does no harm twice came to nothing: the refusal's own words, or that there was no answer, which is not "no".
 * `words` follow "whether": `it was sent`. `again`: `Sending again`.
 */
export function failedWords(error: { message: string }, words: string, again: string): string {
  return isRefusal(error) ? error.message : `${unheardTitle(words)}. ${again} does no harm.`
}
