import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { env } from '#platform/lib/env.ts'
import { printable } from '../slip/printable.ts'

export type ManifestSheet = {
  carrier: string
  warehouse: string
  /** The day and time by the warehouse's own clock. */
  madeAt: string
  by: string
  id: string
  parcels: {
    id: string
    trackingNumber: string | null
    orderNumber: string
    weightGrams: number | null
    country: string
    postalCode: string
  }[]
  drawnAt: Date
}

/** Rows on a page. Breaking one long table into pages takes the library many times as long. */
const PAGE_ROWS = 32

/** Draws the list that the driver and the floor sign: A4 pages, each with the head of the list and of the table. */
export function drawManifest(sheet: ManifestSheet): Promise<Buffer> {
  const { carrier, warehouse, madeAt, by, id, parcels, drawnAt } = sheet
  const pages = inPages(parcels)
  const { name } = env().seller
  return renderToBuffer(
    <Document
      title={`List for ${carrier}, ${madeAt}`}
      author={name}
      language="en-GB"
      creationDate={drawnAt}
      modificationDate={drawnAt}
    >
      {pages.map((rows, page) => (
        <Page key={rows[0]?.id ?? ''} size="A4" style={styles.page}>
          <Head sheet={sheet} seller={name} />
          <Line cells={['Tracking number', 'Order', 'Weight', 'To', 'Postcode']} at="" bold />
          {rows.map((parcel, row) => (
            <Line key={parcel.id} at={String(page * PAGE_ROWS + row + 1)} cells={cellsOf(parcel)} />
          ))}
          {page === pages.length - 1 && (
            <View style={styles.signatures} wrap={false}>
              <Signature says={`For ${name}, ${warehouse}`} />
              <Signature says={`For ${carrier}, the driver`} />
            </View>
          )}
          <Text
            style={styles.foot}
            fixed
            render={({ pageNumber, totalPages }) =>
              `${id}, made by ${printable(by)}, page ${pageNumber} of ${totalPages}`
            }
          />
        </Page>
      ))}
    </Document>,
  )
}

const inPages = (parcels: ManifestSheet['parcels']): ManifestSheet['parcels'][] =>
  Array.from({ length: Math.max(1, Math.ceil(parcels.length / PAGE_ROWS)) }, (_, page) =>
    parcels.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS),
  )

function Head({
  sheet: { carrier, warehouse, madeAt, parcels },
  seller,
}: {
  sheet: ManifestSheet
  seller: string
}) {
  return (
    <View style={styles.head}>
      <View>
        <Text style={styles.title}>{printable(carrier)}</Text>
        <Text>{printable(`Handed over by ${seller}, ${warehouse}`)}</Text>
      </View>
      <View style={styles.right}>
        <Text style={styles.bold}>{printable(madeAt)}</Text>
        <Text>{printable(totalWords(parcels))}</Text>
      </View>
    </View>
  )
}

/** `3 parcels, 2.700 kg`; what nobody has weighed is said, because the sum leaves it out. */
function totalWords(parcels: ManifestSheet['parcels']): string {
  const weighed = parcels.flatMap(({ weightGrams }) => weightGrams ?? [])
  const unknown = parcels.length - weighed.length
  const total = kilograms(weighed.reduce((sum, grams) => sum + grams, 0))
  const counted = `${parcels.length} ${parcels.length === 1 ? 'parcel' : 'parcels'}, ${total}`
  return unknown > 0 ? `${counted} without ${unknown} of unknown weight` : counted
}

const cellsOf = ({
  trackingNumber,
  orderNumber,
  weightGrams,
  country,
  postalCode,
}: ManifestSheet['parcels'][number]) => [
  printable(trackingNumber ?? 'none'),
  orderNumber,
  weightGrams === null ? '–' : kilograms(weightGrams),
  country,
  printable(postalCode),
]

const kilograms = (grams: number) => `${(grams / 1_000).toFixed(3)} kg`

const columns = ['tracking', 'order', 'weight', 'country', 'postcode'] as const

function Line({ at, cells, bold }: { at: string; cells: string[]; bold?: boolean }) {
  return (
    <View style={[styles.line, ...(bold ? [styles.bold] : [])]} wrap={false}>
      <Text style={styles.at}>{at}</Text>
      {columns.map((column, index) => (
        <Text key={column} style={styles[column]}>
          {cells[index]}
        </Text>
      ))}
    </View>
  )
}

function Signature({ says }: { says: string }) {
  return (
    <View style={styles.signature}>
      <View style={styles.rule} />
      <Text>{printable(says)}</Text>
      <Text>Name, date, signature</Text>
    </View>
  )
}

const styles = StyleSheet.create({
  page: { padding: 36, paddingBottom: 54, fontFamily: 'Helvetica', fontSize: 9 },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 14 },
  title: { fontFamily: 'Helvetica-Bold', fontSize: 18, marginBottom: 3 },
  right: { alignItems: 'flex-end', gap: 3, paddingTop: 4 },
  bold: { fontFamily: 'Helvetica-Bold' },
  line: { flexDirection: 'row', borderBottomWidth: 1, borderColor: '#888888', paddingVertical: 4, gap: 6 },
  at: { width: 24 },
  tracking: { flex: 3 },
  order: { flex: 2 },
  weight: { width: 60 },
  country: { width: 30 },
  postcode: { width: 70 },
  signatures: { flexDirection: 'row', gap: 30, marginTop: 50 },
  signature: { flex: 1, gap: 2 },
  rule: { borderBottomWidth: 1, borderColor: '#000000', marginBottom: 4 },
  foot: { position: 'absolute', bottom: 26, left: 36, right: 36, fontSize: 7, color: '#555555' },
})
