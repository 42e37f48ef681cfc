import type { Letter } from '../letter.ts'
import { Paragraph } from './shop-mail.tsx'

/** What of the order waits for stock, and until when. Nothing when nothing waits. */
export function WaitingLines({ letter: { waiting }, words }: { letter: Letter; words: string }) {
  if (waiting.length === 0) return null
  return (
    <Paragraph apart>
      {words} {waiting.map(({ units, name, day }) => `${units} × ${name}, expected ${day}`).join('; ')}.
    </Paragraph>
  )
}
