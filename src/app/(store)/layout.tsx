import type { ReactNode } from 'react'
import { StoreFrame } from './store-frame.tsx'

export const dynamic = 'force-dynamic'

export default function StoreLayout({ children }: { children: ReactNode }) {
  return <StoreFrame>{children}</StoreFrame>
}
