import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { type TaxClass, taxClasses } from '#slices/catalog/tax-classes.ts'
import { type Bound, ChoiceField, LinesField, TextField } from './bound-field.tsx'
import type { TypedDetails } from './typed-product.ts'

export const detailIds = {
  name: 'product-name',
  tagline: 'product-tagline',
  description: 'product-description',
  category: 'product-category',
  state: 'product-state',
  manufacturer: 'product-manufacturer',
  responsiblePerson: 'product-responsible-person',
  customsCode: 'product-customs-code',
  originCountry: 'product-origin-country',
  taxClass: 'product-tax-class',
} as const satisfies Record<keyof TypedDetails, string>

const taxWords: Record<TaxClass, string> = {
  standard: 'Standard',
  reduced: 'Reduced',
  books: 'Books',
  zero: 'Zero everywhere',
  exempt: 'Exempt',
}

/** What is said of a product, whatever its variants. */
export function DetailsFields({ bind }: { bind: (name: keyof TypedDetails) => Bound }) {
  const trpc = useTRPC()
  const { data: categories = [] } = useQuery(trpc.catalog.categories.queryOptions())
  return (
    <>
      <TextField bound={bind('name')} label="Name" />
      <TextField bound={bind('tagline')} label="Line below the name" optional />
      <LinesField bound={bind('description')} label="Description" optional />
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField bound={bind('category')} label="Category">
          <option value="">None</option>
          {categories.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField bound={bind('state')} label="State">
          <option value="draft">Draft: nobody can buy it</option>
          <option value="published">Published: on sale</option>
        </ChoiceField>
      </div>
      <LinesField
        bound={bind('manufacturer')}
        label="Manufacturer"
        hint="Name, postal address and email address. Shown on the product’s page (GPSR)."
        optional
      />
      <LinesField
        bound={bind('responsiblePerson')}
        label="Responsible person"
        hint="Who answers for the product where its manufacturer is abroad. Shown on its page too."
        optional
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          bound={bind('customsCode')}
          label="Customs code"
          hint="6 to 10 digits, like 691110."
          inputMode="numeric"
          optional
        />
        <TextField bound={bind('originCountry')} label="Made in" hint="Two letters, like GB." optional />
        <ChoiceField bound={bind('taxClass')} label="Tax" hint="Each country has its own rate for it.">
          {taxClasses.map(taxClass => (
            <option key={taxClass} value={taxClass}>
              {taxWords[taxClass]}
            </option>
          ))}
        </ChoiceField>
      </div>
    </>
  )
}
