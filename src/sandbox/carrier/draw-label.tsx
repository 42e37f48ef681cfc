import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import anyAscii from 'any-ascii'
import { type LabelRow, requestOf } from './label.ts'

/** The label that is stuck onto the parcel: one A6 page. */
export function drawLabel(row: LabelRow): Promise<Buffer> {
  const { carrier, service, from, to, weightGrams, orderNumber } = requestOf(row)
  const receiver = [
    to.name,
    to.line1,
    to.line2,
    `${to.postalCode} ${to.city}`,
    to.region,
    to.country,
  ].flatMap(line => (line ? [anyAscii(line)] : []))
  return renderToBuffer(
    <Document title={`Label ${row.tracking_number}`} creationDate={new Date(row.bought_at_ms)}>
      <Page size="A6" style={styles.page}>
        <View style={styles.head}>
          <Text style={styles.carrier}>{carrier}</Text>
          <Text>{service.replaceAll('_', ' ').toUpperCase()}</Text>
        </View>
        <Text style={styles.small}>From {anyAscii([from.name, ...from.lines].join(', '))}</Text>
        <View style={styles.to}>
          {receiver.map(line => (
            <Text key={line} style={styles.line}>
              {line}
            </Text>
          ))}
        </View>
        <View style={styles.bars}>
          {bars(row.tracking_number).map(({ key, width }) => (
            <View key={key} style={[styles.bar, { width }]} />
          ))}
        </View>
        <Text style={styles.number}>{row.tracking_number}</Text>
        <Text style={styles.small}>
          {(weightGrams / 1_000).toFixed(2)} kg, order {orderNumber}. A label of the sandbox: no carrier takes
          it.
        </Text>
      </Page>
    </Document>,
  )
}

/** Bars for the eye, drawn from the number: nothing outside the sandbox has to scan them. */
const bars = (number: string) =>
  Array.from(number, letter => letter.charCodeAt(0))
    .flatMap(code => [code & 3, (code >> 2) & 3, (code >> 4) & 3])
    .map((bits, at) => ({ key: `${at}`, width: 1 + bits }))

const styles = StyleSheet.create({
  page: { padding: 18, fontFamily: 'Helvetica', fontSize: 10 },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 8 },
  carrier: { fontFamily: 'Helvetica-Bold', fontSize: 15 },
  small: { fontSize: 7, color: '#444444' },
  to: {
    marginVertical: 12,
    paddingVertical: 10,
    borderTopWidth: 1,
    borderBottomWidth: 1,
    borderColor: '#000000',
  },
  line: { fontSize: 13, lineHeight: 1.3 },
  bars: { flexDirection: 'row', justifyContent: 'space-between', height: 64 },
  bar: { height: 64, backgroundColor: '#000000' },
  number: {
    fontFamily: 'Helvetica-Bold',
    fontSize: 13,
    textAlign: 'center',
    marginVertical: 6,
    letterSpacing: 2,
  },
})
