import type { ReactNode } from 'react'
import { env } from '#platform/lib/env.ts'
import { demoNote, sellerLine, sellerNumbers } from '#platform/lib/seller.ts'
import { ink, paper, type } from './look.ts'
import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from './parts.tsx'

type ShopMailProps = {
  /** The text beside the subject in the inbox. */
  preview: string
  heading: string
  /** The mail's only button. */
  button: { words: string; href: string }
  /** The subject of the mail, and how to answer. */
  about: ReactNode
  /** The reason for the mail, or a warning about it. */
  why: ReactNode
  children: ReactNode
}

/** The frame of every mail: the sender, one heading, the text, one button, how to answer, and the seller. */
export function ShopMail({ preview, heading, button, about, why, children }: ShopMailProps) {
  const { seller, shopUrl } = env()
  return (
    <Html>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <style>{darkColours}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="page" style={{ margin: 0, backgroundColor: paper.page, fontFamily: type.family }}>
        <Container style={{ maxWidth: 560, padding: '32px 16px' }}>
          <Text className="ink" style={{ ...type.name, color: ink.text }}>
            Orderly
          </Text>
          <Section className="card" style={paper.card}>
            <Heading className="ink" style={{ ...type.heading, color: ink.text }}>
              {heading}
            </Heading>
            {children}
            <Section style={{ paddingTop: 24 }}>
              <Button className="button" href={button.href} style={buttonLook}>
                {button.words}
              </Button>
            </Section>
          </Section>
          <Small apart>{about}</Small>
          <Small>{why}</Small>
          <Small>
            <FootLink href={`${shopUrl}/delivery-and-returns`}>Delivery and returns</FootLink> ·{' '}
            <FootLink href={`${shopUrl}/terms`}>Terms of sale</FootLink> ·{' '}
            <FootLink href={`${shopUrl}/privacy`}>Privacy</FootLink> ·{' '}
            <FootLink href={`${shopUrl}/contact`}>Contact</FootLink>
          </Small>
          <Small>
            {[sellerLine(seller), ...sellerNumbers(seller), demoNote(seller)].filter(Boolean).join(' · ')}
          </Small>
        </Container>
      </Body>
    </Html>
  )
}

function Small({ apart, children }: { apart?: boolean; children: ReactNode }) {
  return (
    <Text className="muted" style={{ ...type.small, color: ink.muted, ...(apart && { marginTop: 24 }) }}>
      {children}
    </Text>
  )
}

function FootLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="muted" href={href} style={{ color: ink.muted, textDecoration: 'underline' }}>
      {children}
    </Link>
  )
}

/** `apart` adds space above it, after a list. */
export function Paragraph({ apart, children }: { apart?: boolean; children: ReactNode }) {
  return (
    <Text className="ink" style={{ ...type.body, color: ink.text, marginTop: apart ? 20 : 0 }}>
      {children}
    </Text>
  )
}

const buttonLook = {
  display: 'inline-block',
  padding: '14px 24px',
  borderRadius: 8,
  backgroundColor: ink.brand,
  color: '#FFFFFF',
  fontSize: 16,
  fontWeight: 600,
  lineHeight: '20px',
} as const

/** Dark colours for mail programs that read them; others show the light colours. */
const darkColours = `@media (prefers-color-scheme: dark) {
  .page, .page > table, .page > table > tbody > tr > td { background-color: #14130F !important }
  .card { background-color: #1D1B17 !important; border-color: #37332B !important }
  .ink { color: #F2EFE8 !important }
  .link { color: #7CCBAA !important }
  .muted { color: #B5AD9E !important }
  .rule { border-color: #37332B !important }
  .button { background-color: #7CCBAA !important; color: #0B2119 !important }
}`
