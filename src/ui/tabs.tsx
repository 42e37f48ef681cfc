'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '#ui/cn.ts'
import { tabListLook, tabLook } from '#ui/tab-look.ts'

/** Panels of one page, switched in place. For views with an address of their own, use `TabLinks`. */
export const Tabs = Radix.Root

export function TabsList({
  className,
  ...rest
}: ComponentProps<typeof Radix.List> & { 'aria-label': string }) {
  return <Radix.List className={cn(tabListLook, className)} {...rest} />
}

export function TabsTrigger({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={cn(tabLook, className)} {...rest} />
}

export function TabsContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn('rounded-control pt-4', className)} {...rest} />
}
