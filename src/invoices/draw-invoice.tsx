import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { env } from '#lib/env.ts'
import { fillPages } from './fill-pages.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { InvoiceHead, Seller } from './invoice-head.tsx'
import { InvoiceTotals } from './invoice-totals.tsx'
import { body, colours, columns } from './look.ts'

/** The invoice as an A4 PDF, on as many pages as it needs. */
export async function drawInvoice(invoice: Invoice): Promise<Buffer> {
  const pages = fillPages(invoice.lines)
  return renderToBuffer(
    <Document
      title={`Invoice ${invoice.number}`}
      author={env().seller.name}
      language="en-GB"
      creationDate={invoice.issuedAt}
      modificationDate={invoice.issuedAt}
    >
      {pages.map((lines, index) => (
        <Page key={lines[0]?.sku ?? index} size="A4" style={styles.page}>
          {index === 0 && <InvoiceHead invoice={invoice} />}
          <LinesHead />
          {lines.map((line, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the document is drawn once, its lines never move.
            <LineRow key={position} line={line} />
          ))}
          {index === pages.length - 1 && <InvoiceTotals invoice={invoice} />}
          <Foot number={invoice.number} />
        </Page>
      ))}
    </Document>,
  )
}

function LinesHead() {
  return (
    <View style={styles.linesHead} fixed>
      <Text style={columns.name}>Item</Text>
      <Text style={columns.quantity}>Quantity</Text>
      <Text style={columns.unitPrice}>Unit price</Text>
      <Text style={columns.total}>Amount</Text>
    </View>
  )
}

function LineRow({ line }: { line: InvoiceLine }) {
  return (
    <View style={styles.line} wrap={false}>
      <View style={columns.name}>
        <Text>{line.name}</Text>
        <Text style={styles.sku}>{line.sku}</Text>
      </View>
      <Text style={columns.quantity}>{line.quantity}</Text>
      <Text style={columns.unitPrice}>{line.unitPrice}</Text>
      <Text style={columns.total}>{line.total}</Text>
    </View>
  )
}

function Foot({ number }: { number: string }) {
  return (
    <View style={styles.foot} fixed>
      <Seller />
      <Text
        render={({ pageNumber, totalPages }) => `Invoice ${number}, page ${pageNumber} of ${totalPages}`}
      />
    </View>
  )
}

const styles = StyleSheet.create({
  page: {
    paddingTop: 48,
    paddingBottom: 72,
    paddingHorizontal: 52,
    fontFamily: 'Helvetica',
    fontSize: body.fontSize,
    color: colours.text,
  },
  linesHead: {
    flexDirection: 'row',
    paddingBottom: 5,
    fontFamily: 'Helvetica-Bold',
    fontSize: 8.5,
    color: colours.muted,
    borderBottomWidth: 1,
    borderBottomColor: colours.text,
  },
  line: {
    flexDirection: 'row',
    paddingVertical: 5,
    ...body,
    borderBottomWidth: 0.5,
    borderBottomColor: colours.rule,
  },
  sku: { fontSize: 8, color: colours.muted },
  foot: {
    position: 'absolute',
    bottom: 32,
    left: 52,
    right: 52,
    flexDirection: 'row',
    justifyContent: 'space-between',
    paddingTop: 8,
    fontSize: 8,
    color: colours.muted,
    borderTopWidth: 0.5,
    borderTopColor: colours.rule,
  },
})
