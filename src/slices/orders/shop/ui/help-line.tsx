import { Aside } from './aside-link.tsx'

/** What one agrees to by pressing Pay, who answers questions, and what happens when something does not please. */
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
