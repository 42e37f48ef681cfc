import type { Metadata } from 'next'
import { openGraph } from '#platform/ui/open-graph.ts'
import { widestOf } from '../pictures/picture-file.ts'
import type { Product } from '../product.ts'

/** What the page of a product says of itself. Other people's windows show no SVG, so a drawing does not stand beside a link. */
export function productMetadata({ slug, name, tagline, description, pictures: [first] }: Product): Metadata {
  const widest = first && widestOf(first.url)
  return {
    title: name,
    description: [tagline, description].filter(Boolean).join('. '),
    alternates: { canonical: `/products/${slug}` },
    ...(widest && { openGraph: { ...openGraph, images: [{ ...widest, alt: first.alt }] } }),
  }
}
