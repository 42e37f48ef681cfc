import type { ComponentProps } from 'react'
import { srcSetOf } from '../pictures/widths.ts'

export type PictureProps = ComponentProps<'img'> & { src: string; alt: string; width: number; height: number }

/**
 * A picture at any size; width and height reserve its room. Drawings are SVG and sharp as they are. Of an uploaded picture the browser
 * chooses one of the sizes that the worker made; `sizes` says how wide it stands where that is not `width`. Below the first screen they
 * load late (`loading="lazy"`).
 */
export function Picture({ alt, sizes, ...rest }: PictureProps) {
  const srcSet = srcSetOf(rest.src)
  const choice = srcSet && { srcSet, sizes: sizes ?? `${rest.width}px` }
  // biome-ignore lint/performance/noImgElement: our own worker makes the sizes (docs/decisions/0028-pictures.md).
  return <img alt={alt} decoding="async" {...choice} {...rest} />
}
