import { Text } from '@react-pdf/renderer'
import type { ComponentProps } from 'react'
import { body } from './look.ts'
import { DEFAULT_FONT_LETTERS } from './printable.ts'
import type { Typesetting, Weight } from './typesetting.ts'

/** This many letters fit into the narrowest column, even if each is a bold W. */
const LONG_WORD = /\S{15}/

type Words = {
  children: string
  typesetting: Typesetting
  /** The width of the column, in points. */
  width: number
  fontSize?: number
  weight?: Weight
  style?: Exclude<ComponentProps<typeof Text>['style'], readonly unknown[] | undefined>
}

/** A typed text, in any script and with words of any length. */
export function Words({
  children,
  typesetting,
  width,
  fontSize = body.fontSize,
  weight = 400,
  style,
}: Words) {
  const shown = typesetting.printable(children)
  const own = weight === 700 ? { fontFamily: 'Helvetica-Bold' } : {}
  if (DEFAULT_FONT_LETTERS.test(shown) && !LONG_WORD.test(shown))
    return <Text style={{ ...own, ...style }}>{shown}</Text>
  const { text, fontFamily, direction } = typesetting.set(shown, { width, fontSize, weight })
  // The heading of the block is in English, so its lines begin at the same side.
  const set = { fontFamily, fontWeight: weight, direction, textAlign: 'left' as const }
  return (
    <Text style={{ ...style, ...set }} hyphenationCallback={word => [word]}>
      {text}
    </Text>
  )
}
