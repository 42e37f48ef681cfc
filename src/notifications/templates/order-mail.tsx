import type { ReactNode } from 'react'
import { Body, Button, Container, Head, Heading, Html, Preview, Section, Text } from 'react-email'
import type { Letter } from '../letter.ts'
import { ink, paper, type } from './look.ts'

type OrderMailProps = {
  letter: Letter
  /** What stands beside the subject in the inbox. */
  preview: string
  heading: string
  /** The one thing to press. */
  button: string
  children: ReactNode
}

/** The frame of every letter: who writes, one heading, what there is to say, one button, and how to answer. */
export function OrderMail({ letter, preview, heading, button, children }: OrderMailProps) {
  return (
    <Html lang="en">
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
            <Heading as="h1" className="ink" style={{ ...type.heading, color: ink.text }}>
              {heading}
            </Heading>
            {children}
            <Section style={{ paddingTop: 24 }}>
              <Button className="button" href={letter.trackingUrl} style={buttonLook}>
                {button}
              </Button>
            </Section>
          </Section>
          <Text className="muted" style={{ ...type.small, color: ink.muted, marginTop: 24 }}>
            Order {letter.order.number}. Questions? Answer this email and a person will read it.
          </Text>
          <Text className="muted" style={{ ...type.small, color: ink.muted }}>
            The button opens your order without a password, so keep this email to yourself. Orderly Demo Ltd,
            a shop that sells nothing for real.
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

/** `apart`: with air above it, after a list. */
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

/** For the programs that read it; the others show the light colours. */
const darkColours = `@media (prefers-color-scheme: dark) {
  .page, .page > table, .page > table > tbody > tr > td { background-color: #14130F !important }
  .card { background-color: #1D1B17 !important; border-color: #37332B !important }
  .ink { color: #F2EFE8 !important }
  .link { color: #7CCBAA !important }
  .muted { color: #B5AD9E !important }
  .rule { border-color: #37332B !important }
  .button { background-color: #7CCBAA !important; color: #0B2119 !important }
}`
