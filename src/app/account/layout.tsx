import type { ReactNode } from 'react'
import { StoreFrame } from '#app/(store)/store-frame.tsx'

export const dynamic = 'force-dynamic'

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <StoreFrame>
      <div className="page-width py-8 md:py-12">{children}</div>
    </StoreFrame>
  )
}
