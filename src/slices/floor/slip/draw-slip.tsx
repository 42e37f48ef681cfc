import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { env } from '#platform/lib/env.ts'
import { printable } from './printable.ts'

export type Slip = {
  orderNumber: string
  warehouse: string
  shippingMethod: string
  /** One line each. */
  shipTo: string[]
  lines: { sku: string; name: string; quantity: number }[]
  drawnAt: Date
}

/** Draws the slip that lies in the box: an A6 page, or more of them for many lines. */
export function drawSlip(slip: Slip): Promise<Buffer> {
  const { orderNumber, warehouse, shippingMethod, shipTo, lines, drawnAt } = slip
  const { name } = env().seller
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return renderToBuffer(
    <Document
      title={`Packing slip ${orderNumber}`}
      author={name}
      language="en-GB"
      creationDate={drawnAt}
      modificationDate={drawnAt}
    >
      <Page size="A6" style={styles.page}>
        <View style={styles.head}>
          <Text style={styles.number}>{orderNumber}</Text>
          <Text>{shippingMethod === 'express' ? 'Express' : 'Standard'}</Text>
        </View>
        <Text style={styles.small}>To</Text>
        <View style={styles.to}>
          {shipTo.map(line => (
            <Text key={line} style={styles.line}>
              {printable(line)}
            </Text>
          ))}
        </View>
        {lines.map(({ sku, name, quantity }) => (
          <View key={sku} style={styles.item} wrap={false}>
            <Text style={styles.quantity}>{quantity} ×</Text>
            <View style={styles.what}>
              <Text>{printable(name)}</Text>
              <Text style={styles.small}>{printable(sku)}</Text>
            </View>
          </View>
        ))}
        <Text style={styles.foot}>
          {printable(`${units} ${units === 1 ? 'unit' : 'units'}, packed by ${name} in ${warehouse}`)}
        </Text>
      </Page>
    </Document>,
  )
}

const styles = StyleSheet.create({
  page: { padding: 20, fontFamily: 'Helvetica', fontSize: 10 },
  head: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center', marginBottom: 12 },
  number: { fontFamily: 'Helvetica-Bold', fontSize: 16 },
  small: { fontSize: 8, color: '#555555' },
  to: { marginTop: 2, marginBottom: 12, paddingBottom: 10, borderBottomWidth: 1, borderColor: '#000000' },
  line: { fontSize: 12, lineHeight: 1.3 },
  item: { flexDirection: 'row', paddingVertical: 4 },
  quantity: { width: 34, fontFamily: 'Helvetica-Bold', fontSize: 11 },
  what: { flex: 1 },
  foot: { marginTop: 'auto', paddingTop: 10, fontSize: 8, color: '#555555' },
})
