import type { ComponentProps } from 'react'

export type PictureProps = ComponentProps<'img'> & { src: string; alt: string; width: number; height: number }

/**
 * A drawing at any size. Drawings are SVG, so an image optimiser has nothing to do, and width and height reserve their
 * room. Below the first screen they load late (`loading="lazy"`).
 */
export function Picture({ alt, ...rest }: PictureProps) {
  // biome-ignore lint/performance/noImgElement: see above.
  return <img alt={alt} decoding="async" {...rest} />
}
