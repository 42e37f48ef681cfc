import { colours } from './demo/art/palette.ts'

const swatches: Record<string, { base: string } | undefined> = colours

/** The CSS colour of the dot for a colour's name; undefined for an unknown name. */
export function swatchOf(colour: string): string | undefined {
  return swatches[colour]?.base
}
