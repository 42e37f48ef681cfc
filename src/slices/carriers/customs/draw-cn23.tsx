import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import anyAscii from 'any-ascii'
import { formatMoney } from '#platform/ui/format.ts'
import type { CustomsItem } from '../carrier.ts'
import type { Cn23 } from './read-cn23.ts'

/**
 * The customs declaration CN 23 with the fields that the Universal Postal Union asks for (Convention Manual, form CN 23): who to whom, what, how
 * many, how heavy, worth what, under which tariff number and from where.
 */
export function drawCn23(form: Cn23): Promise<Buffer> {
  const { contents, weightGrams, postage, drawnAt } = form
  const worth = contents.reduce((sum, { value }) => sum + value.amount, 0)
  const net = contents.reduce((sum, item) => sum + item.weightGrams, 0)
  return renderToBuffer(
    <Document
      title={`CN 23 ${form.orderNumber}`}
      language="en-GB"
      creationDate={drawnAt}
      modificationDate={drawnAt}
    >
      <Page size="A5" orientation="landscape" style={styles.page}>
        <View style={styles.row}>
          <Text style={styles.title}>CUSTOMS DECLARATION</Text>
          <Text style={styles.title}>CN 23</Text>
        </View>
        <View style={styles.row}>
          <Party says="From" lines={form.sender} />
          <Party says="To" lines={form.addressee} />
          <Party says="No. of item" lines={[form.trackingNumber ?? '', `Order ${form.orderNumber}`]} />
        </View>
        <Line
          cells={[
            'Detailed description of contents',
            'Quantity',
            'Net weight',
            'Value',
            'HS tariff number',
            'Country of origin',
          ]}
          bold
        />
        {contents.map(item => (
          <Line key={`${item.code} ${item.description}`} cells={cellsOf(item)} />
        ))}
        <Line
          cells={['Total', '', grams(net), money({ amount: worth, currency: postage.currency }), '', '']}
          bold
        />
        <View style={styles.row}>
          <Text>Category of item: sale of goods</Text>
          <Text>Gross weight {grams(weightGrams)}</Text>
          <Text>Postal charges {money(postage)}</Text>
        </View>
        <Text style={styles.small}>
          I certify that the particulars given in this customs declaration are correct and that this item does
          not contain any dangerous article prohibited by legislation or by postal or customs regulations.
        </Text>
        <Text>Date {drawnAt.toISOString().slice(0, 10)}, signature</Text>
      </Page>
    </Document>,
  )
}

function Party({ says, lines }: { says: string; lines: readonly string[] }) {
  return (
    <View style={styles.party}>
      <Text style={styles.small}>{says}</Text>
      {lines.map(line => (
        <Text key={line}>{anyAscii(line)}</Text>
      ))}
    </View>
  )
}

const others = ['quantity', 'weight', 'value', 'code', 'origin'] as const

function Line({ cells: [what, ...rest], bold }: { cells: string[]; bold?: boolean }) {
  return (
    <View style={[styles.line, ...(bold ? [styles.bold] : [])]} wrap={false}>
      <Text style={styles.what}>{what}</Text>
      {others.map((column, at) => (
        <Text key={column} style={styles.cell}>
          {rest[at]}
        </Text>
      ))}
    </View>
  )
}

const cellsOf = ({ description, quantity, weightGrams, value, code, originCountry }: CustomsItem) => [
  anyAscii(description),
  String(quantity),
  grams(weightGrams),
  money(value),
  code,
  originCountry,
]
const grams = (weight: number) => `${(weight / 1_000).toFixed(3)} kg`
const money = ({ amount, currency }: { amount: number; currency: string }) => formatMoney(amount, currency)

const styles = StyleSheet.create({
  page: { padding: 24, fontFamily: 'Helvetica', fontSize: 8, gap: 6 },
  row: { flexDirection: 'row', justifyContent: 'space-between', gap: 12 },
  title: { fontFamily: 'Helvetica-Bold', fontSize: 13 },
  party: { flex: 1, borderWidth: 1, borderColor: '#000000', padding: 6 },
  small: { fontSize: 7, color: '#444444' },
  line: { flexDirection: 'row', borderBottomWidth: 1, borderColor: '#888888', paddingVertical: 3 },
  bold: { fontFamily: 'Helvetica-Bold' },
  what: { flex: 3 },
  cell: { flex: 1 },
})
