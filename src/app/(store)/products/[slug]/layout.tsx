import type { ReactNode } from 'react'
import { productOf } from './product.ts'

type Props = { children: ReactNode; params: Promise<{ slug: string }> }

/** Asked above the loading page, so that an address that leads nowhere still answers 404. */
export default async function ProductLayout({ children, params }: Props) {
  await productOf((await params).slug)
  return children
}
