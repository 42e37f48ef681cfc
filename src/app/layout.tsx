import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { env } from '#platform/lib/env.ts'
import { Trpc } from '#platform/trpc/client.tsx'
import { fontVariables } from '#platform/ui/fonts.ts'
import { openGraph } from '#platform/ui/open-graph.ts'
import { SkipLink } from '#platform/ui/skip-link.tsx'
import { ThemeProvider } from '#platform/ui/theme-provider.tsx'
import { Toaster } from '#platform/ui/toast.tsx'
import { SeeingAs } from '#slices/staff/ui/seeing-as.tsx'

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().shopUrl),
    title: { default: 'Orderly: good things, in their place', template: '%s · Orderly' },
    description: 'Tableware, vases, lamps, textiles and plants, made slowly and sent quickly.',
    openGraph,
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#14130f' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce')
  return (
    <html lang="en-GB" className={fontVariables} suppressHydrationWarning>
      <body>
        <SkipLink />
        <ThemeProvider nonce={nonce}>
          <Trpc>
            {children}
            <SeeingAs />
          </Trpc>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  )
}
