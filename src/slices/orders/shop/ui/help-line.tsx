import { Aside } from './aside-link.tsx'

/** The terms that Pay agrees to, the contact for questions, and the right to return. */
export function HelpLine() {
  return (
    <div className="flex flex-col gap-1 text-center text-muted text-sm">
      <p>
        By placing your order you agree to our <Aside href="/terms">terms of sale</Aside>. Here is{' '}
        <Aside href="/privacy">what we do with your data</Aside>.
      </p>
      <p>
        Changed your mind? You have{' '}
        <Aside href="/delivery-and-returns#returns">30 days to send it back</Aside>. Questions?{' '}
        <Aside href="/contact">Contact us</Aside>.
      </p>
    </div>
  )
}
