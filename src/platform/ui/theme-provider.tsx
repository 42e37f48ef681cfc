'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import type { ReactNode } from 'react'

/** Light or dark by the system until the visitor chooses. `<html>` needs `suppressHydrationWarning`. */
export function ThemeProvider({ children, nonce }: { children: ReactNode; nonce: string | null }) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce && { nonce })}
    >
      {children}
    </NextThemes>
  )
}
