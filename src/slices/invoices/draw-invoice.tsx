import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { fillPages, type Measure } from './fill-pages.ts'
import { fontFinder } from './font-files.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { InvoiceHead } from './invoice-head.tsx'
import { InvoiceTotals } from './invoice-totals.tsx'
import { ADDRESS_WIDTH, body, colours, columns, NAME_WIDTH } from './look.ts'
import { DEFAULT_FONT_LETTERS } from './printable.ts'
import { type Typesetting, typesetting as typesettingOf } from './typesetting.ts'
import { Words } from './words.tsx'

/** Draws an invoice or a credit note as an A4 PDF, on as many pages as it needs. */
export async function drawInvoice(invoice: Invoice): Promise<Buffer> {
  const texts = typedTexts(invoice)
  try {
    return await draw(invoice, await typesettingOf(texts, fontFinder(invoice.country)))
  } catch (error) {
    // A font may fail on letters that nobody tried, and an invoice in Latin letters is better than none.
    if (texts.every(text => DEFAULT_FONT_LETTERS.test(text))) throw error
    process.emitWarning(`Invoice ${invoice.number} is drawn in Latin letters: ${error}`)
    return draw(invoice, await typesettingOf(texts, () => []))
  }
}

async function draw(invoice: Invoice, typesetting: Typesetting): Promise<Buffer> {
  const pages = fillPages(invoice, measured(typesetting))
  return renderToBuffer(
    <Document
      title={`${invoice.title} ${invoice.number}`}
      author={invoice.seller[0] ?? ''}
      language="en-GB"
      creationDate={invoice.issuedAt}
      modificationDate={invoice.issuedAt}
    >
      {pages.map((lines, index) => (
        <Page key={lines[0]?.sku ?? index} size="A4" style={styles.page}>
          {index === 0 && <InvoiceHead invoice={invoice} typesetting={typesetting} />}
          {invoice.lines.length > 0 && <LinesHead />}
          {lines.map((line, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the document is drawn once, its lines never move.
            <LineRow key={position} line={line} typesetting={typesetting} />
          ))}
          {index === pages.length - 1 && <InvoiceTotals invoice={invoice} />}
          <Foot invoice={invoice} />
        </Page>
      ))}
    </Document>,
  )
}

function measured({ linesOf }: Typesetting): Measure {
  const { fontSize } = body
  return {
    name: text => linesOf(text, { width: NAME_WIDTH, fontSize, weight: 400 }),
    sku: text => linesOf(text, { width: NAME_WIDTH, fontSize: SKU_SIZE, weight: 400 }),
    // Bold letters are the wider ones, and the first line of an address is in bold.
    address: text => linesOf(text, { width: ADDRESS_WIDTH, fontSize, weight: 700 }),
  }
}

/** The texts that people typed, shoppers or staff. */
function typedTexts({ billedTo, facts, lines }: Invoice): string[] {
  return [...billedTo, ...facts.flatMap(fact => fact.lines), ...lines.flatMap(({ name, sku }) => [name, sku])]
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

function LineRow({ line, typesetting }: { line: InvoiceLine; typesetting: Typesetting }) {
  const inColumn = { typesetting, width: NAME_WIDTH }
  return (
    <View style={styles.line} wrap={false}>
      <View style={columns.name}>
        <Words {...inColumn}>{line.name}</Words>
        <Words {...inColumn} fontSize={SKU_SIZE} style={styles.sku}>
          {line.sku}
        </Words>
      </View>
      <Text style={columns.quantity}>{line.quantity}</Text>
      <Text style={columns.unitPrice}>{line.unitPrice}</Text>
      <Text style={columns.total}>{line.total}</Text>
    </View>
  )
}

function Foot({ invoice: { title, number, foot } }: { invoice: Invoice }) {
  return (
    <View style={styles.foot} fixed>
      <Text>{foot}</Text>
      <Text
        render={({ pageNumber, totalPages }) => `${title} ${number}, page ${pageNumber} of ${totalPages}`}
      />
    </View>
  )
}

const SKU_SIZE = 8

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
  sku: { fontSize: SKU_SIZE, color: colours.muted },
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
