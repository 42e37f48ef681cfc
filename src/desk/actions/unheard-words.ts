import { isRefusal } from './is-refusal.ts'

export const unheardTitle = (words: string) => `We did not hear whether ${words}`

export function unheardWay(isCutShort: boolean): string {
  return isCutShort
    ? 'The shop began it and was cut short. Look at it before you do anything more.'
    : 'The shop is asked what became of it. It is not sent a second time meanwhile.'
}

/**
 * Why a press that does no harm twice came to nothing: the refusal's own words, or that there was no answer, which is not "no".
 * `words` follow "whether": `it was sent`. `again`: `Sending again`.
 */
export function failedWords(error: { message: string }, words: string, again: string): string {
  return isRefusal(error) ? error.message : `${unheardTitle(words)}. ${again} does no harm.`
}
