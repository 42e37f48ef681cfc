import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import {
  costsOf,
  mayComeBack,
  nextUnitsCost,
  type Refundable,
  type RefundableLine,
} from '#slices/orders/refunds/plan-refund.ts'
import { everythingLeft, type RefundChoice, shippingLeft, unitsLeft } from './refund-choice.ts'
import { UnitsOfLine } from './units-of-line.tsx'

type RefundItemsProps = {
  /** This element takes the focus when nothing was chosen. */
  id: string
  error: string | undefined
  refundable: Refundable
  currency: string
  /** Options for each line. */
  options: ReadonlyMap<string, Record<string, string>>
  choice: RefundChoice
  onChoice: (choice: RefundChoice) => void
}

/** The units of each line that go back, and whether they are back on the shelf. */
export function StaffRefundItems(props: RefundItemsProps) {
  const { id, error, refundable, currency, options, choice, onChoice } = props
  const deliveryMinor = shippingLeft(refundable)
  const costs = costsOf(refundable)
  return (
    <Fieldset id={id} legend="What to refund" error={error}>
      <Button variant="secondary" size="sm" onClick={() => onChoice(everythingLeft(refundable, choice))}>
        Everything that is left
      </Button>
      <ul className="mt-1 flex flex-col">
        {refundable.lines.map(line => (
          <Item
            key={line.id}
            {...props}
            line={line}
            name={itemName(line.name, options.get(line.id) ?? {})}
            costMinor={costs.lines.get(line.id) ?? 0}
          />
        ))}
      </ul>
      {deliveryMinor > 0 && (
        <CheckboxField
          label={`Delivery, ${formatMoney(deliveryMinor, currency)}`}
          checked={choice.shipping}
          onChange={event => onChoice({ ...choice, shipping: event.target.checked })}
        />
      )}
    </Fieldset>
  )
}

function Item({
  line,
  name,
  costMinor,
  refundable,
  currency,
  choice,
  onChoice,
}: RefundItemsProps & { line: RefundableLine; name: string; costMinor: number }) {
  const left = unitsLeft(line)
  const units = Math.min(choice.units[line.id] ?? 0, left)
  return (
    <UnitsOfLine
      name={name}
      says={
        left === 0
          ? 'All refunded'
          : `${left} of ${line.quantity} left, ${formatMoney(nextUnitsCost(line, costMinor, 1), currency)} each`
      }
      units={units}
      most={left}
      onUnits={quantity => onChoice({ ...choice, units: { ...choice.units, [line.id]: quantity } })}
    >
      {units > 0 && mayComeBack(refundable.order) && (
        <CheckboxField
          label={
            <>
              <span className="sr-only">{name}:</span> Back on the shelf
            </>
          }
          checked={choice.back[line.id] ?? false}
          onChange={event =>
            onChoice({ ...choice, back: { ...choice.back, [line.id]: event.target.checked } })
          }
        />
      )}
    </UnitsOfLine>
  )
}
