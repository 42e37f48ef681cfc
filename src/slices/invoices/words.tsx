import { Text } from '@react-pdf/renderer'
import type { ComponentProps } from 'react'
import { body } from './look.ts'
import { DEFAULT_FONT_LETTERS } from './printable.ts'
import type { Typesetting, Weight } from './typesetting.ts'

/** Fewer letters than these fit into the narrowest column, though each were a bold W. */
const LONG_WORD = /\S{15}/

type Words = {
  children: string
  typesetting: Typesetting
  /** Of the column, in points. */
  width: number
  fontSize?: number
  weight?: Weight
  style?: Exclude<ComponentProps<typeof Text>['style'], readonly unknown[] | undefined>
}

/** A text that somebody typed: in whatever script, and however long its words. */
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
  // The block is headed in English, so its lines begin where that does.
  const set = { fontFamily, fontWeight: weight, direction, textAlign: 'left' as const }
  return (
    <Text style={{ ...style, ...set }} hyphenationCallback={word => [word]}>
      {text}
    </Text>
  )
}
