import type { ReactNode } from 'react'
import { categoryOf } from './category.ts'

type Props = { children: ReactNode; params: Promise<{ slug: string }> }

/** Asked above the loading page, so that an address that leads nowhere still answers 404. */
export default async function CategoryLayout({ children, params }: Props) {
  await categoryOf((await params).slug)
  return children
}
