import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { UnitsAt } from '#slices/inventory/ledger/where-units-are.ts'
import { placeWords, units } from './stock-words.ts'

/** Where every unit is. Suppliers stand below zero, since the units came from there, and all places together are nought. */
export function StaffUnitPlaces({ places }: { places: UnitsAt[] }) {
  return (
    <Card aria-labelledby="unit-places">
      <CardHeading id="unit-places">Where every unit is</CardHeading>
      {places.length === 0 ? (
        <p className="text-muted">No unit has come yet.</p>
      ) : (
        <table className="tabular w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Units</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {places.map(({ place, warehouse, ...at }) => (
              <tr key={`${place} ${warehouse}`}>
                <th scope="row" className="py-2 text-left font-normal">
                  {placeWords[place]}
                  {warehouse && <span className="text-muted">, {warehouse}</span>}
                </th>
                <td className="py-2 text-right font-medium">{signed(at.units)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot className="border-hairline border-t">
            <tr>
              <th scope="row" className="py-2 text-left font-normal text-muted">
                Together
              </th>
              <td className="py-2 text-right text-muted">
                {signed(places.reduce((sum, at) => sum + at.units, 0))}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </Card>
  )
}

const signed = (count: number) => (count < 0 ? `−${units(-count)}` : units(count))
