'use client'

import { useEffect, useRef, useState } from 'react'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import type { Problem } from '#platform/forms/field-rules.ts'
import { SHOP_LOCALE } from '#platform/ui/format.ts'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
import type { Destination } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { useLetterBox } from '#slices/letters/ui/use-letter-box.ts'
import { HelpLine } from '#slices/orders/shop/ui/help-line.tsx'
import type { CardFieldsControl, CardProblem, PaymentsConfig } from '#slices/payments/ui/card-token.ts'
import { useBankDialog } from '#slices/payments/ui/use-bank-dialog.ts'
import type { Quote } from '#slices/pricing/quote.ts'
import { AddressSection } from './address-section.tsx'
import { BotTrap } from './bot-trap.tsx'
import { BusinessSection } from './business-section.tsx'
import { ChallengeBox } from './challenge-box.tsx'
import { type CheckoutValues, payableLines } from './checkout-fields.ts'
import { SummaryAside, SummaryBar, Sums } from './checkout-summary.tsx'
import { CodesSection } from './codes-section.tsx'
import { ContactSection } from './contact-section.tsx'
import { DeliverySection } from './delivery-section.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { PayButton } from './pay-button.tsx'
import { PayNotice } from './pay-notice.tsx'
import { PaymentSection } from './payment-section.tsx'
import type { CardChosen } from './saved-cards.tsx'
import { CARD_PATH } from './send-order.ts'
import { shortLines } from './short-lines.ts'
import { lateSentence, summaryLines } from './summary-lines.ts'
import type { LiveBotCheck } from './use-bot-check.ts'
import { billingOf, useBusiness } from './use-business.ts'
import type { CartLines } from './use-cart-lines.ts'
import { useCheckoutForm } from './use-checkout-form.ts'
import { useCheckoutQuote } from './use-checkout-quote.ts'
import { type Typed, useCodes } from './use-codes.ts'
import { useKeepAddress } from './use-keep-address.ts'
import { useKnownLines, useWholeQuote } from './use-known-lines.ts'
import { useOldPrices } from './use-old-prices.ts'
import type { LiveAttempt } from './use-order-attempt.ts'

/** The fields that refusals of codes, gift cards and store credit name. */
const CODE_PATHS = ['codes', 'giftCards']

export type CheckoutFormProps = {
  live: LiveAttempt
  bots: LiveBotCheck
  cart: CartLines
  payments: PaymentsConfig
  countries: readonly Destination[]
  firstValues: CheckoutValues
  /** The addresses of the signed-in customer. */
  saved: readonly SavedAddress[]
  /** The email of the signed-in customer. Null for guests. */
  signedInAs: string | null
}

/** Contact, address, delivery, card and sums: one page and one button. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { live, bots, cart, payments, countries, firstValues, saved, signedInAs } = props
  const { attempt, phase, notice, round } = live
  const checkout = useCheckoutForm(firstValues)
  const keeping = useKeepAddress()
  const letters = useLetterBox()
  const { form } = checkout
  const chosenCard = useRef<CardChosen>(null)
  const card = useRef<CardFieldsControl>(null)
  const [cardState, setCardState] = useState({ complete: false, touched: false })
  const [cardError, setCardError] = useState<string>()
  const BankDialog = useBankDialog(phase.at !== 'editing')
  const known = useKnownLines(cart, live)
  const short = shortLines(known)
  const payable = payableLines(known)
  const typed = useCodes()
  const business = useBusiness()
  const sums = useCheckoutQuote({
    lines: payable,
    country: form.watch('shippingAddress.country'),
    shippingMethod: form.watch('shippingMethod'),
    typed,
    vatId: business.vatId,
  })
  const chosen = sums.quote && !sums.counting ? sums.quote.method : form.watch('shippingMethod')
  const whole = useWholeQuote(sums.counting ? undefined : sums.quote, short.length === 0)
  /** Nothing remains to be paid, so no card is asked for. */
  const isFree = sums.quote?.due.amount === 0
  const oldPrices = useOldPrices(live, sums.quote, sums.replace)

  /** A saved card speaks for itself; another one is read from the provider's fields. */
  const fieldsToPay = () => chosenCard.current?.fields ?? card.current

  function showProblems(problems: Problem[]) {
    // The provider's frame shows an error of a single card field at that field.
    setCardError(problems.find(({ name }) => name === 'card' || name === 'savedCard')?.message)
    checkout.showProblems(problems)
  }

  // An error at the card's fields answers one press of Pay, whether it comes from the frame or from the bank.
  const shownRound = useRef(0)
  useEffect(() => {
    if (shownRound.current === round) return
    shownRound.current = round
    if (notice?.kind === 'card') showProblems(notice.problems.map(cardProblem))
    if (notice?.kind === 'declined' && notice.words.field) {
      setCardError(`${notice.words.message}. ${notice.words.advice}`)
      fieldsToPay()?.focus(notice.words.field)
    }
    if (notice?.kind === 'refused' && notice.fields.length > 0) {
      // A saved card that is refused may have been removed elsewhere.
      if (notice.fields.some(({ path }) => path === CARD_PATH)) chosenCard.current?.again()
      // What a code or a gift card is worth has changed since these sums.
      if (notice.fields.some(({ path }) => CODE_PATHS.includes(path))) sums.again()
      showProblems(
        notice.fields.map(({ path, message }) => ({
          name: path === CARD_PATH ? 'savedCard' : path,
          message,
        })),
      )
    }
  })

  async function pay() {
    if (payable.length === 0) return attempt.tell({ kind: 'out_of_stock', lines: short })
    const fields = isFree ? null : fieldsToPay()
    if (!(fields || isFree) || !sums.quote || sums.counting) return
    form.setValue('shippingMethod', chosen)
    const { values, problems } = checkout.check()
    const words = values && {
      ...values,
      lines: payable,
      expectedTotal: sums.quote.total,
      locale: SHOP_LOCALE,
      savedCard: isFree ? undefined : chosenCard.current?.savedCard,
      ...usedCodes(typed, sums.quote),
      billing: billingOf(business),
    }
    const repeats = words !== null && !cardState.touched && attempt.repeats(words)
    const cardProblems =
      !fields || chosenCard.current?.fields || cardState.complete || repeats
        ? []
        : await cardProblemsOf(fields)
    if (!words || cardProblems.length > 0) return showProblems([...problems, ...cardProblems])
    setCardError(undefined)
    checkout.clearSummary()
    if (signedInAs !== null) keeping.keep(words.shippingAddress)
    letters.ask(words.email)
    const sent = await attempt.place(words, fields && { fields, touched: !repeats })
    if (sent) setCardState(before => ({ ...before, touched: false }))
  }

  const lines = summaryLines(known, sums.quote, { short, oldPrices })

  return (
    <div className="grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <form
        noValidate
        method="post"
        aria-busy={phase.at === 'placing' || phase.at === 'waiting'}
        className="flex min-w-0 flex-col gap-10"
        onSubmit={event => {
          event.preventDefault()
          void pay()
        }}
      >
        <div className="flex flex-col gap-6">
          <OfflineBar />
          {checkout.summary.errors.length > 0 && (
            <ErrorSummary key={checkout.summary.round} errors={checkout.summary.errors} />
          )}
          <h1>Checkout</h1>
          <SummaryBar lines={lines} sums={sums} />
        </div>
        <ContactSection checkout={checkout} signedInAs={signedInAs} letters={letters} />
        <AddressSection
          checkout={checkout}
          countries={countries}
          saved={saved}
          keeping={signedInAs === null ? null : keeping}
        />
        <DeliverySection
          checkout={checkout}
          quote={sums.quote}
          nothing={sums.nothing}
          chosen={chosen}
          late={lateSentence(known)}
        />
        <BusinessSection
          typed={business}
          countries={countries}
          country={form.watch('shippingAddress.country')}
          quote={sums.quote}
          counting={sums.counting}
          again={sums.again}
          refused={notice?.kind === 'refused' ? notice.fields : []}
        />
        <CodesSection
          typed={typed}
          quote={sums.quote}
          counting={sums.counting}
          refused={
            notice?.kind === 'refused'
              ? notice.fields.find(({ path }) => CODE_PATHS.includes(path))?.message
              : undefined
          }
        />
        {isFree ? null : (
          <PaymentSection
            chosen={chosenCard}
            onChoice={() => {
              setCardState(before => ({ ...before, touched: true }))
              setCardError(undefined)
            }}
            config={payments}
            total={sums.quote?.due ?? { amount: 0, currency: 'GBP' }}
            control={card}
            error={cardError}
            onChange={({ complete }) => {
              setCardState({ complete, touched: true })
              if (complete) setCardError(undefined)
            }}
          />
        )}
        <div className="flex flex-col gap-6">
          <div className="lg:hidden">
            <Sums sums={sums} />
          </div>
          <PayNotice
            notice={notice}
            round={round}
            short={short}
            cart={cart}
            rest={sums.counting ? null : (sums.quote ?? null)}
            whole={whole}
            lines={lines}
          />
          <BotTrap field={bots.trap} />
          {bots.widget && <ChallengeBox {...bots.widget} control={bots.challenge} />}
          {!sums.nothing && (
            <PayButton
              total={sums.quote?.due}
              placing={
                phase.at === 'placing' ||
                (phase.at === 'leaving' && !phase.waited) ||
                (phase.at === 'bank' && !BankDialog)
              }
              waiting={phase.at === 'waiting' || (phase.at === 'leaving' && phase.waited)}
              counting={sums.counting}
            />
          )}
          <HelpLine />
        </div>
      </form>
      <SummaryAside lines={lines} sums={sums} />
      {BankDialog && phase.at === 'bank' && (
        <BankDialog
          config={payments}
          nextAction={phase.nextAction}
          settling={phase.settling}
          onDone={() => void attempt.bankAnswered()}
          onCancel={() => attempt.giveUpBank()}
        />
      )}
    </div>
  )
}

/** A code that takes nothing off is not sent: the shopper has read why. With other means the shopper has also seen what the card pays. */
function usedCodes({ codes, giftCards, storeCredit }: Typed, { unusedCodes, due }: Quote) {
  const used = codes.filter(code => !unusedCodes.some(each => each.code === code))
  const isPaidOtherwise = giftCards.length > 0 || storeCredit
  return {
    ...(used.length > 0 && { codes: used }),
    ...(giftCards.length > 0 && { giftCards: [...giftCards] }),
    ...(storeCredit && { storeCredit }),
    ...(isPaidOtherwise && { expectedDue: due }),
  }
}

/** Asks the card's fields for their errors, which the summary lists too. */
async function cardProblemsOf(card: CardFieldsControl): Promise<Problem[]> {
  const answer = await card.tokenize()
  return answer.ok ? [] : answer.problems.map(cardProblem)
}

/** Named after its field, so that each error has its own line in the summary. */
function cardProblem({ field, message }: CardProblem): Problem {
  return { name: field ? `card.${field}` : 'card', message }
}
