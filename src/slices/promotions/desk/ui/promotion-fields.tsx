import { useQuery } from '@tanstack/react-query'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { type Bound, ChoiceField, LinesField, TextField } from '#slices/catalog/desk/ui/bound-field.tsx'
import { effectNames } from './promotion-words.ts'
import { effectKinds, type TypedPromotion, type ways } from './typed-promotion.ts'

type Bind = (name: keyof TypedPromotion) => Bound
type Way = (typeof ways)[number]

const wayWords: Record<Way, string> = {
  code: 'With a code that everybody shares',
  single_use: 'With single-use codes, which you make on its page',
  everybody: 'Without a code: every order gets it',
}

/** `typed`: the answers on which other questions depend. */
export function PromotionFields({
  bind,
  typed,
  offeredWays,
}: {
  bind: Bind
  typed: Pick<TypedPromotion, 'way' | 'kind'>
  offeredWays: readonly Way[]
}) {
  return (
    <>
      <Card aria-labelledby="gives" className="flex flex-col gap-4">
        <CardHeading id="gives">What it gives</CardHeading>
        <TextField bound={bind('name')} label="Name" hint="Customers read it on their order." />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField bound={bind('kind')} label="It gives">
            {effectKinds.map(kind => (
              <option key={kind} value={kind}>
                {effectNames[kind]}
              </option>
            ))}
          </ChoiceField>
          <EffectFields bind={bind} kind={typed.kind} />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField bound={bind('way')} label="How orders get it">
            {offeredWays.map(way => (
              <option key={way} value={way}>
                {wayWords[way]}
              </option>
            ))}
          </ChoiceField>
          {typed.way === 'code' && (
            <TextField
              bound={bind('code')}
              label="Code"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="WELCOME10"
            />
          )}
        </div>
        <Checked
          bound={bind('combines')}
          label="It can be combined with others that combine"
          hint="Otherwise an order gets whichever takes more off."
        />
      </Card>
      <Card aria-labelledby="conditions" className="flex flex-col gap-4">
        <CardHeading id="conditions">For which orders</CardHeading>
        <ConditionFields bind={bind} />
      </Card>
      <Card aria-labelledby="limits" className="flex flex-col gap-4">
        <CardHeading id="limits">When and how often</CardHeading>
        <LimitFields bind={bind} />
      </Card>
    </>
  )
}

function EffectFields({ bind, kind }: { bind: Bind; kind: TypedPromotion['kind'] }) {
  if (kind === 'percent') return <TextField bound={bind('percent')} label="Per cent" inputMode="decimal" />
  if (kind === 'amount') return <TextField bound={bind('amount')} label="Amount in GBP" inputMode="decimal" />
  if (kind === 'free_delivery') return null
  return (
    <div className="grid grid-cols-3 gap-3">
      <TextField bound={bind('buy')} label="Buy" inputMode="numeric" />
      <TextField bound={bind('get')} label="Get" inputMode="numeric" />
      <TextField bound={bind('percentOff')} label="Less, in %" inputMode="numeric" />
    </div>
  )
}

function ConditionFields({ bind }: { bind: Bind }) {
  const trpc = useTRPC()
  const { data: categories = [] } = useQuery(trpc.catalog.categories.queryOptions())
  const { id, error, ...boxes } = bind('categories')
  return (
    <>
      <TextField
        bound={bind('minSubtotal')}
        label="Goods for at least, in GBP"
        hint="Before anything is taken off. It counts the goods that the promotion is about."
        inputMode="decimal"
        optional
      />
      {categories.length > 0 && (
        <Fieldset
          id={id}
          legend="Only goods of these categories"
          hint="None: every category."
          error={error}
          className="max-h-80 overflow-y-auto"
        >
          <div className="grid sm:grid-cols-2">
            {categories.map(({ slug, name }) => (
              <CheckboxField key={slug} id={`${id}-${slug}`} label={name} value={slug} {...boxes} />
            ))}
          </div>
        </Fieldset>
      )}
      <LinesField
        bound={bind('products')}
        label="Only these products"
        hint="The last part of each product’s address, one on a line, such as stoneware-mug."
        optional
      />
      <Checked
        bound={bind('firstOrder')}
        label="Only for a customer’s first order"
        hint="Then each customer uses it once."
      />
    </>
  )
}

function LimitFields({ bind }: { bind: Bind }) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          bound={bind('startsAt')}
          label="Starts"
          hint="London time. Empty: at once."
          type="datetime-local"
          optional
        />
        <TextField
          bound={bind('endsAt')}
          label="Ends"
          hint="London time. Empty: when you end it."
          type="datetime-local"
          optional
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          bound={bind('limitTotal')}
          label="Orders that may use it"
          hint="Empty: as many as like."
          inputMode="numeric"
          optional
        />
        <TextField
          bound={bind('limitPerCustomer')}
          label="Times each customer may use it"
          hint="Known by their account and their email address."
          inputMode="numeric"
          optional
        />
      </div>
    </>
  )
}

function Checked({ bound, label, hint }: { bound: Bound; label: string; hint: string }) {
  const { error, ...box } = bound
  return <CheckboxField label={label} hint={hint} error={error} {...box} />
}
