'use client'

import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

type NearLinkProps = Omit<
  ComponentProps<typeof Link>,
  'prefetch' | 'onMouseEnter' | 'onFocus' | 'onTouchStart'
>

/**
 * A link whose page is fetched ahead once somebody points at it or comes to it by keyboard. Each fetch counts as a page, so a list of fifty that
 * were all fetched ahead at once would use up what an office may ask for.
 */
export function NearLink(props: NearLinkProps) {
  const [isNear, setIsNear] = useState(false)
  const near = () => setIsNear(true)
  return (
    <Link
      {...props}
      prefetch={isNear ? null : false}
      onMouseEnter={near}
      onFocus={near}
      onTouchStart={near}
    />
  )
}
