import { colours } from './demo/art/palette.ts'

const swatches: Record<string, { base: string } | undefined> = colours

/** The CSS colour of a dot that stands for a colour's name; undefined for a name that has none. */
export function swatchOf(colour: string): string | undefined {
  return swatches[colour]?.base
}
