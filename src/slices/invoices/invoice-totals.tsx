import { StyleSheet, Text, View } from '@react-pdf/renderer'
import type { Invoice } from './invoice.ts'
import { body, colours } from './look.ts'

/** The sums from the goods to the total, the tax note and the payment. They always stay on one page. */
export function InvoiceTotals({ invoice }: { invoice: Invoice }) {
  return (
    <View wrap={false} style={styles.block}>
      <View style={styles.notes}>
        <Text style={styles.paid}>{invoice.paid.label}</Text>
        <Text>{invoice.paid.words}</Text>
        <Text style={styles.note}>{invoice.taxNote}</Text>
      </View>
      <View style={styles.sums}>
        {invoice.totals.map(sum => (
          <SumRow key={sum.label} {...sum} />
        ))}
        <View style={[styles.sum, styles.total]}>
          <Text>Total</Text>
          <Text>{invoice.total}</Text>
        </View>
        {invoice.within.map(sum => (
          <SumRow key={sum.label} {...sum} />
        ))}
      </View>
    </View>
  )
}

function SumRow({ label, amount }: { label: string; amount: string }) {
  return (
    <View style={styles.sum}>
      <Text style={styles.muted}>{label}</Text>
      <Text>{amount}</Text>
    </View>
  )
}

const styles = StyleSheet.create({
  block: { flexDirection: 'row', justifyContent: 'space-between', gap: 32, marginTop: 16, ...body },
  notes: { flexGrow: 1, flexBasis: 0, paddingTop: 3 },
  paid: { fontFamily: 'Helvetica-Bold', color: colours.brand, marginBottom: 3 },
  note: { marginTop: 6, fontSize: 8, color: colours.muted },
  sums: { width: 230 },
  sum: { flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 3 },
  muted: { color: colours.muted },
  total: {
    marginVertical: 5,
    paddingTop: 7,
    fontFamily: 'Helvetica-Bold',
    fontSize: 13,
    borderTopWidth: 1,
    borderTopColor: colours.text,
  },
})
