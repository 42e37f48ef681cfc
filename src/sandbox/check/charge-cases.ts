import { type Case, idOf, paying } from './case.ts'

const CREATE = 'POST /v1/payment_intents'
const declined = (method: string, outcome: string): Case => ({
  endpoint: CREATE,
  outcome,
  status: 402,
  shape: 'error',
  ask: bank => bank.post('payment_intents', paying(method)),
})

export const creating: readonly Case[] = [
  {
    endpoint: CREATE,
    outcome: 'paid',
    status: 200,
    shape: 'payment_intent',
    ask: bank => bank.post('payment_intents', paying('pm_card_visa')),
  },
  {
    endpoint: CREATE,
    outcome: 'the bank asks the shopper',
    status: 200,
    shape: 'payment_intent',
    ask: bank => bank.post('payment_intents', paying('pm_card_authenticationRequired')),
  },
  {
    endpoint: CREATE,
    outcome: 'no card yet',
    status: 200,
    shape: 'payment_intent',
    ask: bank => bank.post('payment_intents', { amount: '500', currency: 'eur' }),
  },
  {
    endpoint: CREATE,
    outcome: 'paid with a confirmation token',
    status: 200,
    shape: 'payment_intent',
    async ask(bank) {
      const token = idOf(
        await bank.post('test_helpers/confirmation_tokens', { payment_method: 'pm_card_amex' }),
      )
      const { payment_method: _, ...rest } = paying('')
      return bank.post('payment_intents', { ...rest, confirmation_token: token })
    },
  },
  declined('pm_card_chargeDeclined', 'declined'),
  declined('pm_card_chargeDeclinedInsufficientFunds', 'declined: not enough funds'),
  declined('pm_card_chargeDeclinedExpiredCard', 'declined: expired'),
  declined('pm_card_chargeDeclinedIncorrectCvc', 'declined: wrong security code'),
  declined('pm_card_chargeDeclinedProcessingError', 'declined: error at the bank'),
  {
    endpoint: CREATE,
    outcome: 'a parameter is missing',
    status: 400,
    shape: 'error',
    ask: bank => bank.post('payment_intents', { amount: '500' }),
  },
  {
    endpoint: CREATE,
    outcome: 'a parameter is unknown',
    status: 400,
    shape: 'error',
    ask: bank => bank.post('payment_intents', paying('pm_card_visa', { colour: 'moss' })),
  },
  {
    endpoint: CREATE,
    outcome: 'a parameter is wrong',
    status: 400,
    shape: 'error',
    ask: bank => bank.post('payment_intents', { amount: 'much', currency: 'gbp' }),
  },
  {
    endpoint: CREATE,
    outcome: 'the same key again',
    status: 200,
    shape: 'payment_intent',
    async ask(bank) {
      await bank.post('payment_intents', paying('pm_card_visa'), 'check-1')
      return bank.post('payment_intents', paying('pm_card_visa'), 'check-1')
    },
  },
  {
    endpoint: CREATE,
    outcome: 'the same key, another input',
    status: 400,
    shape: 'error',
    async ask(bank) {
      await bank.post('payment_intents', paying('pm_card_visa'), 'check-2')
      return bank.post('payment_intents', paying('pm_card_amex'), 'check-2')
    },
  },
  {
    endpoint: CREATE,
    outcome: 'a fault of the bank',
    status: 500,
    shape: 'error',
    async ask(bank) {
      await bank.fault('error_500')
      return bank.post('payment_intents', paying('pm_card_visa'))
    },
  },
  {
    endpoint: CREATE,
    outcome: 'too fast',
    status: 429,
    shape: 'error',
    async ask(bank) {
      await bank.fault('rate_limit')
      return bank.post('payment_intents', paying('pm_card_visa'))
    },
  },
]
