import { type Answer, type Bank, type Case, paying } from './case.ts'

const ANSWER = 'POST /v1/disputes/{dispute}'

/** A payment whose card holder disputes it at once. */
async function disputed(bank: Bank, card = 'pm_card_createDispute'): Promise<string> {
  const { body } = await bank.post('payment_intents', paying(card))
  const { body: list } = await bank.get(`disputes?payment_intent=${(body as { id: string }).id}`)
  return (list as { data: { id: string }[] }).data[0]?.id ?? 'none'
}

const answered = async (bank: Bank, text: string): Promise<Answer> =>
  bank.post(`disputes/${await disputed(bank)}`, { 'evidence[uncategorized_text]': text })

export const disputing: readonly Case[] = [
  {
    endpoint: 'GET /v1/disputes/{dispute}',
    outcome: 'open, the money withdrawn',
    status: 200,
    shape: 'dispute',
    ask: async bank => bank.get(`disputes/${await disputed(bank)}`),
  },
  {
    endpoint: 'GET /v1/disputes/{dispute}',
    outcome: 'an inquiry',
    status: 200,
    shape: 'dispute',
    ask: async bank => bank.get(`disputes/${await disputed(bank, 'pm_card_createDisputeInquiry')}`),
  },
  {
    endpoint: 'GET /v1/disputes/{dispute}',
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('disputes/du_unknown'),
  },
  {
    endpoint: 'GET /v1/disputes',
    outcome: 'a page',
    status: 200,
    shape: ['dispute'],
    ask: bank => bank.get('disputes?limit=100'),
  },
  {
    endpoint: ANSWER,
    outcome: 'under review',
    status: 200,
    shape: 'dispute',
    ask: bank => answered(bank, 'the parcel was signed for'),
  },
  {
    endpoint: ANSWER,
    outcome: 'won, the money back',
    status: 200,
    shape: 'dispute',
    ask: bank => answered(bank, 'winning_evidence'),
  },
  {
    endpoint: ANSWER,
    outcome: 'lost',
    status: 200,
    shape: 'dispute',
    ask: bank => answered(bank, 'losing_evidence'),
  },
  {
    endpoint: ANSWER,
    outcome: 'closed already',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const id = await disputed(bank)
      await bank.post(`disputes/${id}/close`)
      return bank.post(`disputes/${id}`, { 'evidence[uncategorized_text]': 'late' })
    },
  },
  {
    endpoint: 'POST /v1/disputes/{dispute}/close',
    outcome: 'given in',
    status: 200,
    shape: 'dispute',
    ask: async bank => bank.post(`disputes/${await disputed(bank)}/close`),
  },
  {
    endpoint: 'POST /v1/refunds',
    outcome: 'of a disputed charge',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const { body } = await bank.post('payment_intents', paying('pm_card_createDispute'))
      return bank.post('refunds', { payment_intent: (body as { id: string }).id })
    },
  },
  ...(['created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'] as const).map(
    (word): Case => ({
      endpoint: 'webhook',
      outcome: `charge.dispute.${word}`,
      status: 200,
      shape: 'event',
      ask: bank => bank.event(`charge.dispute.${word}`),
    }),
  ),
]
