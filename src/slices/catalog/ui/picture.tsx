import type { ComponentProps } from 'react'

export type PictureProps = ComponentProps<'img'> & { src: string; alt: string; width: number; height: number }

/**
 * A drawing at any size. Drawings are SVG: there is nothing for an image optimiser to do, and their room is kept by
 * width and height. Below the first screen they wait (`loading="lazy"`).
 */
export function Picture({ alt, ...rest }: PictureProps) {
  // biome-ignore lint/performance/noImgElement: see above.
  return <img alt={alt} decoding="async" {...rest} />
}
