import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonLook, buttonVariants } from './button-variants.ts'
import { cn } from './cn.ts'

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook

/** A link that looks like a button, for going somewhere; `Button` is for doing something. */
export function ButtonLink({ variant, size, wide, className, ...rest }: ButtonLinkProps) {
  return <Link className={cn(buttonVariants({ variant, size, wide }), className)} {...rest} />
}
